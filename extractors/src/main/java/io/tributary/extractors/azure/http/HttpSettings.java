package io.tributary.extractors.azure.http;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.AzureConfig;
import io.tributary.extractors.throttle.Backoff;
import java.net.URI;
import java.time.Duration;

/**
 * Settings of the connections to Azure.
 *
 * @param endpoint where Resource Manager is: {@code https}, or {@code http} on this machine
 * @param tokenScope the scope of tokens, such as {@code https://management.azure.com/.default}
 * @param connectTimeout how long a connection may take to be made
 * @param readTimeout how long a server may be silent
 * @param answerTimeout how long an answer may take from the first byte sent to the last byte received
 * @param poolSize connections to a host that are open at the same time
 * @param largestAnswer bytes of an answer
 * @param downloadPart bytes that are asked for at once where a link is followed; not more than {@code largestAnswer}
 * @param backoff number and waits of retries
 * @param longestRetrying how long all attempts may take together, without the waits that Azure asks for
 * @param failuresToOpen failures in a row after which nothing is sent to a host for a while
 * @param openFor how long nothing is sent to it
 * @param budget how much may be asked
 */
public record HttpSettings(
        URI endpoint,
        String tokenScope,
        Duration connectTimeout,
        Duration readTimeout,
        Duration answerTimeout,
        int poolSize,
        int largestAnswer,
        int downloadPart,
        Backoff backoff,
        Duration longestRetrying,
        int failuresToOpen,
        Duration openFor,
        BudgetSettings budget) {

    private static final int MIB = 1024 * 1024;

    public HttpSettings {
        requireNonNull(endpoint, "endpoint");
        requireNonNull(tokenScope, "tokenScope");
        requireNonNull(connectTimeout, "connectTimeout");
        requireNonNull(readTimeout, "readTimeout");
        requireNonNull(answerTimeout, "answerTimeout");
        requireNonNull(backoff, "backoff");
        requireNonNull(longestRetrying, "longestRetrying");
        requireNonNull(openFor, "openFor");
        requireNonNull(budget, "budget");
        if (downloadPart < 1 || downloadPart > largestAnswer) {
            throw new IllegalArgumentException(
                    "downloadPart is " + downloadPart + ": expected 1 to " + largestAnswer + " bytes");
        }
    }

    /** The values of the source's settings. */
    public static HttpSettings of(AzureConfig config) {
        int attempts = config.transport().attempts();
        return new HttpSettings(
                config.costManagement().endpoint(),
                config.cloud().resourceManager() + ".default",
                config.transport().connectTimeout(),
                config.transport().readTimeout(),
                Duration.ofMinutes(5),
                config.transport().poolSize(),
                64 * MIB,
                8 * MIB,
                new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), attempts),
                Duration.ofMinutes(15),
                // A circuit opens only after more failures than one request makes by itself.
                Math.max(10, attempts + 1),
                Duration.ofSeconds(30),
                BudgetSettings.of(config.costManagement().limits()));
    }
}
