package io.tributary.extractors.aws.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that a listed file may have, when only a part of the bucket was copied. */
class ReportKeysTest {

    private static final String LISTED = "p/q/r/20180101-20180201/a/r-1.csv.gz";

    @Test
    void keyItselfComesFirst() {
        assertThat(FileKeys.candidates("p/q/r/20180101-20180201/a/r-Manifest.json", LISTED))
                .containsExactly(LISTED);
    }

    @Test
    void fileIsFoundByTheFolderOfItsPeriod() {
        assertThat(FileKeys.candidates("copy/20180101-20180201/r-Manifest.json", LISTED))
                .containsExactly(LISTED, "copy/20180101-20180201/a/r-1.csv.gz");
    }

    @Test
    void manifestOfAnotherPeriodHasOnlyFilesBesideIt() {
        assertThat(FileKeys.candidates("a/r-Manifest.json", LISTED))
                .containsExactly(LISTED, "a/a/r-1.csv.gz", "a/r-1.csv.gz");
    }

    @Test
    void withoutAPeriodLeadingFoldersAreTakenOff() {
        assertThat(FileKeys.candidates("x/r-Manifest.json", "/p//a/f.csv"))
                .containsExactly("/p//a/f.csv", "a/f.csv", "f.csv", "x/p/a/f.csv", "x/a/f.csv", "x/f.csv");
    }

    @Test
    void filesOfAnExportLieInAFolderBesideThatOfItsManifests() {
        assertThat(FileKeys.candidates(
                        "copy/e/metadata/billing_period=2024-04/2024-04-02T13:14:43.337Z-a/e-Manifest.json",
                        "p/e/data/BILLING_PERIOD=2024-04/2024-04-02T13:14:43.337Z-a/e-00001.csv.gz"))
                .containsExactly(
                        "p/e/data/BILLING_PERIOD=2024-04/2024-04-02T13:14:43.337Z-a/e-00001.csv.gz",
                        "copy/e/data/BILLING_PERIOD=2024-04/2024-04-02T13:14:43.337Z-a/e-00001.csv.gz");
    }

    @Test
    void parquetOfALegacyReportLiesInAFolderOfItsOwn() {
        assertThat(FileKeys.candidates(
                        "copy/20180101-20180201/r-Manifest.json", "p/q/r/r/year=2018/month=1/r-00001.snappy.parquet"))
                .startsWith(
                        "p/q/r/r/year=2018/month=1/r-00001.snappy.parquet",
                        "copy/r/year=2018/month=1/r-00001.snappy.parquet");
    }

    @ParameterizedTest
    @CsvSource({
        "p/e/a:b c+d.csv.gz, p/e/a:b c+d.csv.gz",
        "s3://bucket/p/e/a:b.csv.gz, p/e/a:b.csv.gz",
        "https://bucket.s3.amazonaws.com/p/a%3Ab+c.csv.gz, p/a:b+c.csv.gz",
        "https://bucket.s3.cn-north-1.amazonaws.com.cn/p/a.csv.gz?versionId=7, p/a.csv.gz",
        "https://s3.eu-west-1.amazonaws.com/bucket/p/a.csv.gz, p/a.csv.gz",
        "http://127.0.0.1:9000/bucket/p/a.csv.gz, p/a.csv.gz",
    })
    void filesAreListedByKeyOrByUri(String listed, String key) {
        assertThat(FileKeys.key(listed)).isEqualTo(key);
    }
}
