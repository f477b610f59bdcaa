# The tributary command, and with it both applications: one image, one command line each (docker-compose.yml).
# Untried: written on a machine without a container engine.

FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /tributary
COPY pom.xml ./
COPY .mvn .mvn
COPY etc etc
COPY schemas schemas
COPY samples samples
COPY test-support test-support
COPY extractors extractors
COPY streams-app streams-app
COPY local local
COPY benchmarks/pom.xml benchmarks/pom.xml
RUN mvn --batch-mode --no-transfer-progress -Dmaven.test.skip=true -Dquick -pl local -am package

FROM eclipse-temurin:17-jre
RUN groupadd --system tributary \
    && useradd --system --gid tributary --create-home tributary \
    && mkdir -p /state /data \
    && chown tributary:tributary /state /data
COPY --from=build /tributary/local/target/tributary/lib /opt/tributary/lib
USER tributary
VOLUME ["/state", "/data"]
# Settings come from the environment: STREAMS_STATE_DIRECTORY is streams.state.directory.
# The C library would keep memory that RocksDB has freed, for each of its threads.
ENV STREAMS_STATE_DIRECTORY=/state XDG_DATA_HOME=/data MALLOC_ARENA_MAX=2
ENTRYPOINT ["java", "-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED", \
    "--sun-misc-unsafe-memory-access=allow", "-XX:MaxRAMPercentage=60", "-cp", "/opt/tributary/lib/*", \
    "io.tributary.local.command.Tributary"]
CMD ["--help"]
