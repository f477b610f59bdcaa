package io.tributary.extractors.aws.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.extractors.csv.CsvHeader;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.SourceException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Manifests of Data Exports, whose fields AWS documents only in part. */
class ExportManifestTest {

    private static final String PERIOD = "p/daily/metadata/BILLING_PERIOD=2024-04/";
    private static final String FOLDER = "2024-04-02T13:14:43.337Z-6b622448-daaa-439c-92f1-afc727f1e0a3/";
    private static final Instant WRITTEN = Instant.parse("2024-04-02T13:20:00Z");
    private static final String ARN =
            "arn:aws:bcm-data-exports:us-east-1:123456789012:export/daily-0a1b2c3d-0000-4000-8000-00000000000f";

    private final List<List<String>> looks = new ArrayList<>();
    private FirstRow firstRow = new FirstRow(CsvHeader.of("f", List.of("BilledCost")), List.of("1"));

    @Test
    void knownFieldsAreRead() {
        Manifest manifest = parse(
                PERIOD + "daily-Manifest.json",
                "{'executionId':'e-1','exportArn':'" + ARN + "','columns':[{'name':'line_item_unblended_cost'}],"
                        + "'dataFiles':['s3://b/p/daily/data/BILLING_PERIOD=2024-04/daily-00001.csv.gz'],"
                        + "'additionalOutputFiles':[]}");

        assertThat(manifest.dataSet()).isEqualTo(DataSet.CUR_2);
        assertThat(manifest.version()).isEmpty();
        assertThat(manifest.id()).isEqualTo("e-1");
        assertThat(manifest.time()).isEqualTo(WRITTEN);
        assertThat(manifest.account()).isEqualTo("123456789012");
        assertThat(manifest.periodStart()).isEqualTo(LocalDate.of(2024, 4, 1));
        assertThat(manifest.periodEnd()).isEqualTo(LocalDate.of(2024, 5, 1));
        assertThat(manifest.files()).containsExactly("p/daily/data/BILLING_PERIOD=2024-04/daily-00001.csv.gz");
        assertThat(manifest.scope()).isEqualTo("aws/aws.cur.2/123456789012/2024-04-01/daily");
        assertThat(looks).isEmpty();
    }

    @Test
    void bothManifestsOfADeliveryThatIsKeptAreOfOneDelivery() {
        String json = "{'exportArn':'" + ARN + "','columns':[{'name':'BilledCost'}],'dataFiles':[{'filePath':"
                + "'p/daily/data/BILLING_PERIOD=2024-04/" + FOLDER + "daily-00001.snappy.parquet'}]}";

        Manifest ofPeriod = parse(PERIOD + "daily-Manifest.json", json);
        Manifest ofDelivery = parse(PERIOD + FOLDER + "daily-Manifest.json", json);

        assertThat(ofPeriod.id()).isEqualTo(ofDelivery.id()).isEqualTo("6b622448-daaa-439c-92f1-afc727f1e0a3");
        assertThat(ofPeriod.time()).isEqualTo(ofDelivery.time()).isEqualTo(Instant.parse("2024-04-02T13:14:43.337Z"));
        assertThat(ofPeriod.dataSet()).isEqualTo(DataSet.FOCUS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'tableName':'FOCUS_1_2_AWS'                                          | FOCUS | 1.2",
                "'table':'focus_1_0_aws_preview'                                      | FOCUS | 1.0",
                "'query':'SELECT BilledCost FROM FOCUS_1_0_AWS'                       | FOCUS | 1.0",
                "'dataQuery':{'queryStatement':'select a, b from cost_and_usage_report limit 5'} | CUR_2 |",
                "'columns':['line_item_line_item_type']                               | CUR_2 |",
                "'columns':[{'name':'BilledCost'}]                                    | FOCUS |",
            })
    void dataSetIsRecognisedByTableOrQueryOrColumns(String field, DataSet dataSet, String version) {
        Manifest manifest = parse(
                PERIOD + "daily-Manifest.json", "{'exportArn':'" + ARN + "'," + field + ",'dataFiles':['a.csv.gz']}");

        assertThat(manifest.dataSet()).isEqualTo(dataSet);
        assertThat(manifest.version()).isEqualTo(Optional.ofNullable(version));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"'tableName':'CARBON_EMISSIONS'", "'columns':[{'name':'recommendation_id'}]"})
    void exportThatIsNoBillHasNoDataSet(String field) {
        assertThat(read(PERIOD + "x-Manifest.json", "{" + field + ",'dataFiles':['a.csv.gz']}"))
                .isEmpty();
    }

    @Test
    void fieldsThatTheManifestLacksComeFromTheFirstRow() {
        firstRow = new FirstRow(
                CsvHeader.of("f", List.of("line_item_line_item_type", "bill_payer_account_id")),
                List.of("Usage", "000000000042"));

        Manifest manifest = parse(PERIOD + "daily-Manifest.json", "{'dataFiles':['a.csv.gz','b.csv.gz']}");

        assertThat(manifest.dataSet()).isEqualTo(DataSet.CUR_2);
        assertThat(manifest.account()).isEqualTo("000000000042");
        assertThat(manifest.id()).isEqualTo("2024-04-02T13:20:00Z");
        assertThat(manifest.report()).isEqualTo("daily");
        assertThat(looks).containsExactly(List.of("a.csv.gz", "b.csv.gz"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "p/daily/metadata/billing_period=2024-04/daily-Manifest.json | 'x':1",
                "daily-Manifest.json | 'billingPeriod':'2024-04'",
                "daily-Manifest.json | 'billingPeriod':{'start':'20240401T000000.000Z','end':'20240501T000000.000Z'}",
                "daily-Manifest.json | 'timeRange':{'start':'2024-04-01T00:00:00Z'}",
            })
    void periodComesFromTheFolderOrFromAField(String key, String field) {
        Manifest manifest = parse(
                key, "{'exportArn':'" + ARN + "','columns':['BilledCost'],'dataFiles':['a.csv.gz']," + field + "}");

        assertThat(manifest.periodStart()).isEqualTo(LocalDate.of(2024, 4, 1));
    }

    @Test
    void accountInChinaIsLikeAnyOther() {
        Manifest manifest = parse(
                "p/Manifest.json",
                "{'exportArn':'arn:aws-cn:bcm-data-exports:cn-northwest-1:123456789012:export/daily-0a1b2c3d-0000-4000-"
                        + "8000-00000000000f','tableName':'FOCUS_1_0_AWS','billingPeriod':'2024-04',"
                        + "'dataFiles':['a']}");

        assertThat(manifest.account()).isEqualTo("123456789012");
        assertThat(manifest.report()).isEqualTo("daily");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'exportArn':'a'}                             | has no dataFiles",
                "{'dataFiles':[7]} | lists 7 in dataFiles: expected the key or URI of a file",
                "{'dataFiles':[{'size':7}]}                    | lists {\"size\":7} in dataFiles: expected",
                "{'tableName':'FOCUS_1_0_AWS','dataFiles':['a']} | has no billing period: expected to lie in a folder",
                "{'tableName':'FOCUS_1_0_AWS','billingPeriod':'2024-13','dataFiles':['a']} | has no billing period",
                "{'tableName':'FOCUS_1_0_AWS','billingPeriod':'2024-04','dataFiles':['a']}"
                        + " | has no exportArn with an account",
            })
    void malformedManifestIsRefusedWithItsProblem(String json, String problem) {
        assertThatThrownBy(() -> read("daily-Manifest.json", json))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageStartingWith("s3://b/daily-Manifest.json: " + problem);
    }

    private Manifest parse(String key, String json) {
        return read(key, json).orElseThrow();
    }

    private Optional<Manifest> read(String key, String json) {
        StoredObject object = new StoredObject(key, "1", WRITTEN, 1);
        return Manifest.parse("s3://b/" + key, object, json.replace('\'', '"').getBytes(UTF_8), files -> {
            looks.add(files);
            return firstRow;
        });
    }
}
