package io.tributary.extractors.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where a listed file is looked for, depending on what part of the bucket was copied. */
class ReportKeysTest {

    private static final String LISTED = "p/q/r/20180101-20180201/a/r-1.csv.gz";

    @Test
    void keyItselfComesFirst() {
        assertThat(ReportKeys.candidates("p/q/r/20180101-20180201/a/r-Manifest.json", LISTED))
                .containsExactly(LISTED);
    }

    @Test
    void periodsFolderTiesTheFileToItsManifest() {
        assertThat(ReportKeys.candidates("copy/20180101-20180201/r-Manifest.json", LISTED))
                .containsExactly(LISTED, "copy/20180101-20180201/a/r-1.csv.gz");
    }

    @Test
    void manifestOfAnotherPeriodHasOnlyWhatLiesBesideIt() {
        assertThat(ReportKeys.candidates("a/r-Manifest.json", LISTED))
                .containsExactly(LISTED, "a/a/r-1.csv.gz", "a/r-1.csv.gz");
    }

    @Test
    void withoutAPeriodLeadingFoldersAreTakenOff() {
        assertThat(ReportKeys.candidates("x/r-Manifest.json", "/p//a/f.csv"))
                .containsExactly("/p//a/f.csv", "a/f.csv", "f.csv", "x/p/a/f.csv", "x/a/f.csv", "x/f.csv");
    }
}
