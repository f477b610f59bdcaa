package io.tributary.extractors;

import io.tributary.extractors.csv.CsvHeader;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.throttle.Pause;
import io.tributary.schemas.Provider;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The extension point of a provider: its settings, the inputs that it reads, and its command. Implementations have a
 * public constructor without parameters, are named in {@code META-INF/services}, and keep no state.
 *
 * @param <C> the provider's settings as they are parsed
 */
public interface ProviderExtractor<C> {

    /** Whose bills these are. */
    Provider provider();

    /** The id of a billing account as records have it, where people or their tools write it in another way. */
    default String account(String written) {
        return written;
    }

    /** Whether every billing period is a month, so that none begins on another day than the first. */
    default boolean hasMonthlyPeriods() {
        return false;
    }

    /** The provider's settings. Their names begin with the provider's name and a dot. */
    ConfigDef settings();

    /**
     * Whether a name that {@link #settings} lacks is a setting all the same, because a part of it is free, such as the
     * name of a bucket.
     */
    default boolean isSetting(String name) {
        return false;
    }

    /**
     * Problems of the settings whose names {@link #isSetting} accepts.
     *
     * @param given all settings as they were given
     */
    default List<String> validate(Map<String, String> given) {
        return List.of();
    }

    /**
     * The provider's settings.
     *
     * @param parsed all settings as {@link #settings} and the definitions of others parsed them
     * @param given all settings as they were given
     */
    C config(Map<String, Object> parsed, Map<String, String> given);

    /** Problems of settings that are each valid, but not together. */
    List<String> problems(C config);

    /** The inputs that the provider reads, besides directories. */
    List<InputForm> inputForms();

    /**
     * Whether the path of a file in a directory shows that the provider wrote it: a manifest, or the folder of a
     * table.
     */
    boolean isManifest(String path);

    /** Whether the columns of a data file are those of the provider's bills. */
    boolean isBill(CsvHeader columns);

    /** What {@link #isBill} expects, for messages: {@code lineItem/UnblendedCost of a report}. */
    String expectedColumns();

    /**
     * Whether a file in a directory may be a bill, by its path. Where no path shows whose bills a directory holds, such
     * files are looked at until the columns of one are those of a provider's bills.
     */
    default boolean isData(String path) {
        return false;
    }

    /** What is expected in a directory of the provider's bills, for messages: {@code one of AWS, named like …}. */
    String expectedInDirectory();

    /** The setting that says whether the newest or all deliveries of a period are taken; empty if there is none. */
    default Optional<String> deliveriesSetting() {
        return Optional.empty();
    }

    /** Texts and options of the command {@code extract}. */
    ExtractCommandHelp command();

    /**
     * Opens an input.
     *
     * @param input a directory, or an input of one of {@link #inputForms}
     * @param limits how large a page may be
     * @param parallelism files that are read ahead at the same time
     * @param clock tells which billing periods are open, and when an input is listed again
     * @param pause waits before the provider is asked again; several threads may use it at the same time
     * @throws io.tributary.extractors.source.SourceException.Missing if a directory does not exist
     */
    BillingSource open(String input, C config, PageLimits limits, int parallelism, InstantSource clock, Pause pause);
}
