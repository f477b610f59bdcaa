package io.tributary.extractors.source;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.ControlTotal;
import io.tributary.schemas.CostSurvey;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** A delivery as it was at one moment. */
public interface DeliverySnapshot {

    /** What the delivery consists of, in the order in which it is read. */
    List<ArtifactVersion> artifacts();

    /** Digest of what the delivery consists of: a different digest under the same id means that it was rewritten. */
    String fingerprint();

    /**
     * How much there is to read from an artifact on, in the unit of {@link PageReader#consumed}; empty if it is not
     * known before it is read.
     *
     * @param artifact place of the artifact in {@link #artifacts}, from 0
     */
    default Optional<Extent> extent(int artifact) {
        return Optional.empty();
    }

    /**
     * Reads the whole delivery once for what its first page must already state; empty if there is no such thing.
     *
     * @param consumed is called with how much of the delivery was read so far, in the unit of {@link #extent}
     * @throws SourceException if it cannot be read
     * @throws DeliveryChangedException if an artifact has changed
     */
    Optional<CostSurvey> survey(LongConsumer consumed);

    /**
     * Opens the pages from a row of an artifact on.
     *
     * @param artifact place of the artifact in {@link #artifacts}, from 0
     * @param row number of the row within it, from 0
     */
    PageReader pages(int artifact, long row);

    /**
     * Looks at the artifacts again.
     *
     * @throws DeliveryChangedException if one of them has changed
     */
    void verifyUnchanged();

    /**
     * The totals of the delivery, as the provider states them or as a second request found them. Called after every
     * page was read and {@link #verifyUnchanged} returned.
     */
    default List<ControlTotal> controlTotals() {
        return List.of();
    }

    /**
     * An artifact and its version.
     *
     * @param name its URI
     * @param version its version, for example an ETag
     */
    record ArtifactVersion(String name, String version) {

        public ArtifactVersion {
            requireNonNull(name, "name");
            requireNonNull(version, "version");
        }
    }
}
