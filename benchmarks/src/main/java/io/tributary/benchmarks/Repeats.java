package io.tributary.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** Runs both contestants over the same pages, as often as asked, and checks each time that ours did its work. */
final class Repeats {

    private final Cluster cluster;
    private final Run run;
    private final Pages pages;
    private final List<Comparison> comparisons = new ArrayList<>();
    private final Set<String> problems = new LinkedHashSet<>();
    private long records;

    Repeats(Cluster cluster, Run run, Pages pages) {
        this.cluster = cluster;
        this.run = run;
        this.pages = pages;
    }

    void another() throws IOException, ExecutionException, InterruptedException {
        // Either goes first in turn, so that neither always has the warmer broker.
        Run.Result passThrough;
        Run.Result tributary;
        if (count() % 2 == 0) {
            passThrough = passThrough();
            tributary = tributary();
        } else {
            tributary = tributary();
            passThrough = passThrough();
        }
        comparisons.add(Comparison.of(passThrough, tributary));
    }

    private Run.Result passThrough() throws IOException, ExecutionException, InterruptedException {
        Run.Result result = run.of(Contestant.PASS_THROUGH, count() + 1, pages.log());
        cluster.forgetResults();
        return result;
    }

    private Run.Result tributary() throws IOException, ExecutionException, InterruptedException {
        Run.Result result = run.of(Contestant.TRIBUTARY, count() + 1, pages.log());
        DeliveryCheck check = DeliveryCheck.read(cluster.settings(), cluster.bootstrapServers(), Cluster.PARTITIONS);
        problems.addAll(check.problems(pages));
        records = check.records();
        cluster.forgetResults();
        return result;
    }

    int count() {
        return comparisons.size();
    }

    List<Comparison> comparisons() {
        return comparisons;
    }

    /** What our topology has done wrong; empty where nothing is. */
    Set<String> problems() {
        return problems;
    }

    /** Records that the first deliveries had. */
    long records() {
        return records;
    }
}
