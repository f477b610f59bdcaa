package io.tributary.extractors.source;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.ControlTotal;
import io.tributary.schemas.CostSurvey;
import java.util.List;
import java.util.Optional;

/** A delivery as it was at one moment. */
public interface DeliverySnapshot {

    /** What the delivery consists of, in the order in which it is read. */
    List<ArtifactVersion> artifacts();

    /** Digest of what the delivery consists of: another one under the same id means that it was rewritten. */
    String fingerprint();

    /**
     * Reads the whole delivery once to see what has to be known before its first page is published; empty where nothing
     * has.
     *
     * @throws SourceException where it cannot be read
     * @throws DeliveryChangedException where an artifact is no longer what it was
     */
    Optional<CostSurvey> survey();

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
     * @throws DeliveryChangedException where one of them is no longer what it was
     */
    void verifyUnchanged();

    /**
     * What the provider states of the delivery as a whole, or a second question found; asked for when every page was
     * read and {@link #verifyUnchanged} had nothing against it.
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
