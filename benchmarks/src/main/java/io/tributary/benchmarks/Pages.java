package io.tributary.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * The pages that both contestants read, on the raw topic.
 *
 * @param log what lies where
 * @param scopes deliveries of each phase
 * @param rows rows of a first delivery of all scopes
 * @param restated rows that the last delivery restates
 * @param removed rows that the last delivery no longer has
 */
record Pages(RawLog log, int scopes, long rows, long restated, long removed) {

    private static final DeliveryPages.Change AS_IT_WAS = header -> RowChange.NONE;

    /**
     * Makes sample bills, and loads three deliveries of them and a tail.
     *
     * @param tailShare the tail has one in that many of a delivery's pages
     */
    static Pages load(Cluster cluster, Path directory, int rows, int scopes, int pageBytes, int tailShare)
            throws IOException, ExecutionException, InterruptedException {
        List<BillFile> bills = new ArrayList<>();
        for (int scope = 0; scope < scopes; scope++) {
            bills.add(BillFile.write(directory.resolve("bills"), scope + 1L, rows / scopes));
        }
        List<Restatement> restatements = new ArrayList<>();
        RawLog log = new RawLog(Cluster.PARTITIONS);
        try (PageLoader loader = new PageLoader(cluster.settings(), cluster.bootstrapServers(), log)) {
            int turns =
                    loader.load(Phase.FIRST, deliveries(bills, Phase.FIRST, pageBytes, AS_IT_WAS), Integer.MAX_VALUE);
            loader.load(Phase.UNCHANGED, deliveries(bills, Phase.UNCHANGED, pageBytes, AS_IT_WAS), turns);
            loader.load(
                    Phase.RESTATED,
                    deliveries(bills, Phase.RESTATED, pageBytes, header -> {
                        Restatement restatement = new Restatement(header);
                        restatements.add(restatement);
                        return restatement;
                    }),
                    turns);
            loader.load(
                    Phase.TAIL, deliveries(bills, Phase.TAIL, pageBytes, AS_IT_WAS), Math.max(turns / tailShare, 1));
        }
        return new Pages(
                log,
                scopes,
                bills.stream().mapToLong(BillFile::rows).sum(),
                restatements.stream().mapToLong(Restatement::restated).sum(),
                restatements.stream().mapToLong(Restatement::removed).sum());
    }

    private static List<DeliveryPages> deliveries(
            List<BillFile> bills, Phase phase, int pageBytes, DeliveryPages.Change change) throws IOException {
        List<DeliveryPages> deliveries = new ArrayList<>();
        for (BillFile bill : bills) {
            deliveries.add(new DeliveryPages(bill, phase, pageBytes, change));
        }
        return deliveries;
    }
}
