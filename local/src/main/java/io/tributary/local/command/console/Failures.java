package io.tributary.local.command.console;

import io.tributary.extractors.source.SourceException;
import io.tributary.local.broker.DataDirectoryInUseException;
import io.tributary.schemas.topics.ContradictoryTopicException;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints in one line why a command failed, and decides its exit code; the log has the rest. */
public final class Failures implements IExecutionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments) {
        return handle(failure, command);
    }

    /** Prints why the command failed; what it returns is what the process exits with. */
    public static int handle(Throwable failure, CommandLine command) {
        int code = exitCode(failure);
        if (code == ExitCode.INTERRUPTED) {
            // Interruption has said so: by now the JVM may be gone before anything more is printed.
            return code;
        }
        LOG.info("The command failed exitCode={}", code, failure);
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        command.getErr()
                .println("tributary: " + (code == ExitCode.INTERNAL ? "internal error: " : "")
                        + message.lines().map(Printable::text).collect(Collectors.joining(System.lineSeparator())));
        if (code == ExitCode.INTERNAL) {
            Logs.file().ifPresent(file -> command.getErr().println("tributary: details are in " + file));
        }
        return code;
    }

    /** The code of what went wrong. */
    static int exitCode(Throwable failure) {
        if (failure instanceof SourceException source) {
            return ExitCode.of(source.kind());
        }
        if (failure instanceof ConfigException
                || failure instanceof ContradictoryTopicException
                || failure instanceof DataDirectoryInUseException
                || failure instanceof AuthenticationException
                || failure instanceof AuthorizationException) {
            return ExitCode.USAGE;
        }
        if (failure instanceof InterruptException
                || failure instanceof InterruptedException
                || failure instanceof CancellationException) {
            return ExitCode.INTERRUPTED;
        }
        // A producer that was fenced has been replaced by one of the same name, which may end later.
        if (failure instanceof RetriableException
                || failure instanceof ProducerFencedException
                || failure instanceof InvalidTxnStateException) {
            return ExitCode.OUT_OF_REACH;
        }
        return ExitCode.INTERNAL;
    }
}
