package io.tributary.extractors.aws.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.extractors.csv.CsvHeader;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.SourceException;
import io.tributary.testsupport.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests of every shape, and the errors of malformed ones. */
class ManifestTest {

    private static final String GOOD = "{\"assemblyId\":\"a\",\"account\":\"1\",\"columns\":[{\"category\":\"bill\","
            + "\"name\":\"InvoiceId\"}],\"charset\":\"UTF-8\",\"compression\":\"GZIP\",\"reportName\":\"r\","
            + "\"billingPeriod\":{\"start\":\"20180101T000000.000Z\",\"end\":\"20180201T000000.000Z\"},"
            + "\"reportKeys\":[\"p/r/20180101-20180201/a/r-1.csv.gz\"]}";

    @Test
    void fieldsAreTakenAsWritten() {
        Manifest manifest = parse(GOOD);

        assertThat(manifest.id()).isEqualTo("a");
        assertThat(manifest.periodStart()).isEqualTo(LocalDate.of(2018, 1, 1));
        assertThat(manifest.periodEnd()).isEqualTo(LocalDate.of(2018, 2, 1));
        assertThat(manifest.files()).containsExactly("p/r/20180101-20180201/a/r-1.csv.gz");
        assertThat(manifest.scope()).isEqualTo("aws/aws.cur.legacy/1/2018-01-01/r");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"assemblyId\":\"a\"    | \"x\":1                     | has no assemblyId",
                "\"account\":\"1\"       | \"account\":\" \"           | has no account",
                "\"reportName\":\"r\"    | \"x\":1                     | has no reportName",
                "\"start\":\"20180101 | \"start\":\"January"
                        + " | billingPeriod.start is 'JanuaryT000000.000Z': expected a day like",
                "\"end\":\"20180201 | \"end\":\"20180101"
                        + " | billingPeriod ends on 2018-01-01: expected a day after its start, 2018-01-01",
                "UTF-8 | UTF-16 | charset is UTF-16, which is not supported: expected UTF-8",
                "\"reportKeys\"          | \"files\"                   | has no reportKeys",
                "\"p/r/20180101-20180201/a/r-1.csv.gz\" | 7 | lists 7 in reportKeys: expected the key of a file",
                "{\"assemblyId           | nothing {\"x | is no JSON",
            })
    void malformedManifestIsRefusedWithItsProblem(String part, String replacement, String problem) {
        assertThatThrownBy(() -> parse(GOOD.replace(part, replacement)))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageStartingWith("s3://b/r-Manifest.json: " + problem);
    }

    @Test
    void gitLfsPointerIsNamed() {
        assertThatThrownBy(() -> parse("version https://git-lfs.github.com/spec/v1\n"))
                .hasMessageStartingWith("s3://b/r-Manifest.json: is a Git LFS pointer");
    }

    @ParameterizedTest
    @CsvSource({
        "GZIP, r-1.csv.gz, false",
        "ZIP, r-1.zip, false",
        "Parquet, r-1.csv.gz, false",
        "Parquet, r-1.snappy.parquet, true",
        "GZIP, r-1.PARQUET, true",
        "Parquet, r-1, true",
        "GZIP, r-1, false",
    })
    void filesAreParquetByTheirNameOrElseByTheirManifest(String compression, String file, boolean isParquet) {
        assertThat(parse(GOOD.replace("GZIP", compression)).isParquet(file)).isEqualTo(isParquet);
    }

    @ParameterizedTest
    @CsvSource({
        "p/r/20180101-20180201/r-Manifest.json, true",
        "r-Manifest.json, true",
        "p/e/metadata/BILLING_PERIOD=2024-04/2024-04-02T13:14:43.337Z-a/e-Manifest.json, true",
        "p/e/metadata/BILLING_PERIOD=2024-04/Manifest.json, true",
        "p/manifest.json, false",
        "p/r/20180101-20180201/r-create-table.sql, false",
        "p/r/20180101-20180201/crawler-cfn.yml, false",
        "p/r/20180101-20180201/cost_and_usage_data_status/cost_and_usage_data_status.parquet, false",
        "p/r/20180101-20180201/r-RedshiftManifest.json, false",
        "p/r/20180101-20180201/r-1.csv.gz, false",
    })
    void manifestsAreRecognisedByTheirNames(String key, boolean isManifest) {
        assertThat(ManifestPlace.isManifest(key)).isEqualTo(isManifest);
    }

    @ParameterizedTest
    @Tag(RealData.TAG)
    @ValueSource(strings = {"manifest-2018-01.json", "manifest-2019-01.json", "manifest-2019-12.json"})
    void realManifestsAreRead(String name) throws IOException {
        Manifest manifest = parse(name, Files.readAllBytes(RealData.path("aws/" + name)));

        assertThat(manifest.periodStart().getDayOfMonth()).isEqualTo(1);
        assertThat(manifest.files()).isEmpty();
    }

    private static Manifest parse(String json) {
        return parse("s3://b/r-Manifest.json", json.getBytes(UTF_8));
    }

    private static Manifest parse(String name, byte[] content) {
        return Manifest.parse(
                        name,
                        object(),
                        content,
                        files -> new FirstRow(CsvHeader.of("x", List.of("BilledCost")), List.of()))
                .orElseThrow();
    }

    private static StoredObject object() {
        return new StoredObject("r-Manifest.json", "1", Instant.EPOCH, 1);
    }
}
