package io.tributary.local.command.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.local.command.CommandLineRun;
import io.tributary.local.command.DocumentedFields;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.view.ViewReader;
import io.tributary.schemas.CostRecord;
import io.tributary.schemas.focus.Breach;
import io.tributary.schemas.focus.ConformanceCheck;
import io.tributary.schemas.focus.ConformanceGap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs sample bills of every provider and format through the real command, and checks the view by the real command. */
class CheckIT {

    private static final String SAMPLES = "samples";

    /** The options of each sample; the seed makes its accounts its own. */
    private static final List<String> KINDS = List.of(
            "--seed 101 --format legacy-csv --line-items all --split-cost --granularity both",
            "--seed 102 --format legacy-parquet --line-items all --discounts net-only",
            "--seed 103 --format cur2-parquet --line-items all --split-cost",
            "--seed 104 --format cur2-csv --line-items all --discounts net-only",
            "--seed 105 --format focus-csv --line-items all",
            "--seed 106 --format focus-1-0-parquet --line-items all --discounts net-only",
            "--seed 107 --provider azure --agreement ea",
            "--seed 108 --provider azure --agreement mca --format parquet",
            "--seed 109 --provider azure --agreement mosa",
            "--seed 110 --provider azure --agreement ea --data-sets focus",
            "--seed 111 --provider azure --agreement mca --data-sets focus",
            "--seed 112 --provider azure --agreement ea --data-sets actual",
            "--seed 113 --provider gcp --data-sets detailed",
            "--seed 114 --provider gcp --data-sets standard --format csv");

    @TempDir
    private static Path directory;

    private static Path view;

    @BeforeAll
    static void runSamples() {
        view = directory.resolve("view");
        List<String> run = new ArrayList<>(List.of("run", "--deliveries", "all", "--output", view.toString()));
        run.addAll(List.of("--data-dir", directory.resolve("data").toString()));
        for (String kind : KINDS) {
            String bills = directory.resolve("bills-" + KINDS.indexOf(kind)).toString();
            List<String> sample = new ArrayList<>(List.of("sample", "--rows", "6000", "--output", bills));
            sample.addAll(Arrays.asList(kind.split(" ")));
            CommandLineRun made = CommandLineRun.of(sample.toArray(String[]::new));
            assertThat(made.exitCode()).as(made.out() + made.err()).isZero();
            run.addAll(List.of("--input", bills));
        }
        CommandLineRun ran = CommandLineRun.of(run.toArray(String[]::new));
        assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
    }

    @Test
    void samplesOfAllFormatsKeepTheRulesButForKnownGaps() {
        CommandLineRun check = CommandLineRun.of("check", "--input", view.toString());

        assertThat(check.exitCode()).as(check.out()).isEqualTo(ExitCode.OK);
        assertThat(check.out())
                .contains("No rule is broken that is not a known gap")
                .doesNotContain("broken  ");
    }

    @Test
    void everyGapThatIsSaidToBeSeenInSamplesOccurs() {
        Set<ConformanceGap> found =
                breaches().stream().map(Breach::gap).flatMap(Optional::stream).collect(Collectors.toSet());

        assertThat(ConformanceGap.all().stream().filter(gap -> gap.seen().contains(SAMPLES) && !found.contains(gap)))
                .as("gaps that are said to be seen in samples, and are not")
                .isEmpty();
        assertThat(found)
                .as("gaps that are seen in samples, though odd rows of case files alone should have them")
                .allMatch(gap -> gap.seen().contains(SAMPLES));
    }

    @Test
    void theSamplesAreOfEveryDataSet() {
        Set<String> dataSets = new TreeSet<>();
        records(record -> dataSets.add(record.getXDataSet()));

        assertThat(dataSets)
                .containsExactlyInAnyOrder(
                        "aws.cur.legacy",
                        "aws.cur.2",
                        "aws.focus",
                        "azure.actual",
                        "azure.actual.commitments",
                        "azure.amortized",
                        "azure.focus",
                        "gcp.detailed",
                        "gcp.standard");
    }

    @Test
    void jsonHasTheFieldsThatAreDocumented() throws Exception {
        CommandLineRun check = CommandLineRun.of("check", "--input", view.toString(), "--json");

        JsonNode json = new ObjectMapper().readTree(check.out());
        assertThat(check.exitCode()).isZero();
        assertThat(json.path("exitCode").asInt()).isZero();
        assertThat(json.path("records").asLong()).isGreaterThan(10_000);
        assertThat(DocumentedFields.of("`check`"))
                .containsAll(DocumentedFields.of(json).stream()
                        .map(field -> field.replaceFirst("exampleValues\\..*", "exampleValues"))
                        .toList());
    }

    @Test
    void aPathThatIsNoViewIsMissing() throws Exception {
        Path empty = Files.createDirectory(directory.resolve("empty"));

        CommandLineRun none = CommandLineRun.of("check", "--input", empty.toString());
        CommandLineRun absent =
                CommandLineRun.of("check", "--input", empty.resolve("absent").toString());
        Path text = Files.writeString(empty.resolve("part-0.parquet"), "no Parquet");
        CommandLineRun malformed = CommandLineRun.of("check", "--input", text.toString());

        assertThat(List.of(none.exitCode(), absent.exitCode(), malformed.exitCode()))
                .as(none.err() + absent.err() + malformed.err())
                .containsExactly(3, 3, 4);
        assertThat(none.err()).contains(empty.toString(), "expected the directory of a clean view");
        assertThat(absent.err()).contains("absent", "expected the directory of a clean view");
        assertThat(malformed.err()).contains("part-0.parquet");
    }

    private static Collection<Breach> breaches() {
        ConformanceCheck check = ConformanceCheck.focus14();
        records(check::check);
        return check.breaches();
    }

    private static void records(Consumer<CostRecord> consumer) {
        ViewReader.files(view).forEach(file -> ViewReader.read(file, consumer));
    }
}
