package io.tributary.local.registry;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.SourceCursor;
import io.tributary.schemas.wire.AvroTrust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/** A record of each type with every field set: those that the last release kept for the tests of the schemas. */
final class ReleasedRecords {

    private ReleasedRecords() {}

    static List<SpecificRecord> all() {
        return Stream.of(RawPage.class, CostRecord.class, DeadLetter.class, Delivery.class, SourceCursor.class)
                .<SpecificRecord>map(ReleasedRecords::of)
                .toList();
    }

    static <T extends SpecificRecord> T of(Class<T> type) {
        AvroTrust.install();
        SpecificData model = SpecificData.getForClass(type);
        try {
            Path release = lastRelease();
            Schema written = new Schema.Parser()
                    .parse(Files.readString(release.resolve(type.getSimpleName() + ".avsc"), StandardCharsets.UTF_8));
            byte[] bytes = Files.readAllBytes(release.resolve(type.getSimpleName() + ".avro"));
            return new SpecificDatumReader<T>(written, model.getSchema(type), model)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path lastRelease() throws IOException {
        URI released = URI.create(ReleasedRecords.class.getResource("/released").toString());
        try (Stream<Path> versions = Files.list(Path.of(released))) {
            return versions.sorted().reduce((first, second) -> second).orElseThrow();
        }
    }
}
