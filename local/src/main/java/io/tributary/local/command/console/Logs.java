package io.tributary.local.command.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Sends what needs attention to standard error, and everything to a file. */
public final class Logs {

    private static final String FILE_PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{30}: %msg%n";
    private static final String CONSOLE_PATTERN = "tributary: %level %logger{0}: %msg%n%nopex";
    private static Path file;

    private Logs() {}

    /**
     * Logs everything to a file, and warnings of our own code to standard error. Kafka's warnings go to the file only:
     * a broker that starts or stops writes many, and a serious one fails the command anyway.
     */
    public static synchronized void toFile(Path logFile) {
        LoggerContext context = reset();
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setFile(logFile.toString());
        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setFileNamePattern(logFile + ".%i");
        rolling.setMaxIndex(3);
        rolling.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
        trigger.setContext(context);
        trigger.setMaxFileSize(FileSize.valueOf("10MB"));
        trigger.start();
        appender.setRollingPolicy(rolling);
        appender.setTriggeringPolicy(trigger);
        start(context, appender, FILE_PATTERN);
        console(context, CONSOLE_PATTERN, new OwnWarnings());
        file = logFile;
    }

    /** Logs to standard error only, as a service does. */
    public static synchronized void toConsole() {
        LoggerContext context = reset();
        console(context, FILE_PATTERN, new OwnMessages());
        file = null;
    }

    /** Where the log is; empty where it is on the console only. */
    static synchronized Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    private static LoggerContext reset() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.getLogger("ROOT").setLevel(Level.INFO);
        // Hundreds of lines at every start of a client.
        context.getLogger("org.apache.kafka.common.config.AbstractConfig").setLevel(Level.WARN);
        return context;
    }

    private static void console(LoggerContext context, String pattern, Filter<ILoggingEvent> filter) {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        filter.start();
        console.addFilter(filter);
        start(context, console, pattern);
    }

    private static void start(LoggerContext context, OutputStreamAppender<ILoggingEvent> appender, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        appender.setEncoder(encoder);
        appender.start();
        Appender<ILoggingEvent> started = appender;
        context.getLogger("ROOT").addAppender(started);
    }

    /** Accepts warnings of our own code. */
    private static final class OwnWarnings extends Filter<ILoggingEvent> {

        @Override
        public FilterReply decide(ILoggingEvent event) {
            boolean passes = event.getLevel().isGreaterOrEqual(Level.WARN)
                    && event.getLoggerName().startsWith("io.tributary.");
            return passes ? FilterReply.NEUTRAL : FilterReply.DENY;
        }
    }

    /** Accepts messages of our own code, and warnings of any code. */
    private static final class OwnMessages extends Filter<ILoggingEvent> {

        @Override
        public FilterReply decide(ILoggingEvent event) {
            boolean passes = event.getLevel().isGreaterOrEqual(Level.WARN)
                    || event.getLoggerName().startsWith("io.tributary.");
            return passes ? FilterReply.NEUTRAL : FilterReply.DENY;
        }
    }
}
