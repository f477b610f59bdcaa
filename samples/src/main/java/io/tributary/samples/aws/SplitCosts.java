package io.tributary.samples.aws;

import java.io.IOException;
import java.time.LocalDateTime;

/**
 * Split cost allocation: instances, and rows that split the cost of each among the pods or tasks that ran on it, by
 * processor and by memory. Those rows cost nothing themselves. Their used and unused split costs sum to the
 * cost of the instance.
 */
final class SplitCosts {

    private static final int INSTANTS = 3;

    /** Parts of an instance's cost: what each pod used of its processors, then of its memory. */
    private static final int[] USED_THOUSANDTHS = {250, 180, 90, 140, 60, 30};

    /** Parts of an instance's cost: each row's part of what nobody used. The last takes the rest. */
    private static final int[] UNUSED_THOUSANDTHS = {100, 60, 30, 40, 20};

    private final Bill bill;
    private final CurLine line = new CurLine();

    SplitCosts(Bill bill) {
        this.bill = bill;
    }

    /** Makes the rows. */
    void rows() throws IOException {
        LocalDateTime month = bill.delivery().period().atDay(1).atStartOfDay();
        boolean daily = bill.delivery().report().daily();
        for (int instant = 0; instant < INSTANTS; instant++) {
            LocalDateTime start = daily ? month.plusDays(instant) : month.plusHours(instant);
            for (Cluster cluster : Cluster.values()) {
                instance(cluster, start, daily ? 24 : 1);
            }
        }
    }

    private void instance(Cluster cluster, LocalDateTime start, int hours) throws IOException {
        int account = cluster.ordinal() % bill.accounts();
        UsageKind kind = UsageKind.EC2_GENERAL;
        String instance = "i-0node" + cluster.ordinal() + "f00dcafe";
        long cost = Price.cost(hours, 0, kind.price());
        begin(kind, account, start, hours);
        line.text(LegacyColumn.RESOURCE_ID, instance)
                .discounted(kind.discount())
                .quantity(hours, 0)
                .rate(kind.price())
                .cost(cost)
                .amount(LegacyColumn.PRICING_PUBLIC_ON_DEMAND_COST, cost);
        bill.add(line);

        long net = bill.discounts().left(cost, kind.discount());
        long left = cost;
        long netLeft = net;
        int rows = USED_THOUSANDTHS.length;
        for (int row = 0; row < rows; row++) {
            long used = Price.part(cost, USED_THOUSANDTHS[row]);
            long netUsed = Price.part(net, USED_THOUSANDTHS[row]);
            boolean last = row == rows - 1;
            long unused = last ? left - used : Price.part(cost, UNUSED_THOUSANDTHS[row]);
            long netUnused = last ? netLeft - netUsed : Price.part(net, UNUSED_THOUSANDTHS[row]);
            left -= used + unused;
            netLeft -= netUsed + netUnused;
            begin(kind, account, start, hours);
            split(cluster, account, row, instance);
            line.quantity(hours * 5L * (row % 3 + 1), 1)
                    .number(LegacyColumn.SPLIT_SPLIT_USAGE, hours * 5L * (row % 3 + 1), 1)
                    .number(LegacyColumn.SPLIT_ACTUAL_USAGE, hours * 4L * (row % 3 + 1), 1)
                    .number(LegacyColumn.SPLIT_RESERVED_USAGE, hours * 5L * (row % 3 + 1), 1)
                    .number(LegacyColumn.SPLIT_SPLIT_USAGE_RATIO, USED_THOUSANDTHS[row], 3)
                    .amount(LegacyColumn.SPLIT_SPLIT_COST, used)
                    .amount(LegacyColumn.SPLIT_UNUSED_COST, unused)
                    .amount(LegacyColumn.SPLIT_NET_SPLIT_COST, netUsed)
                    .amount(LegacyColumn.SPLIT_NET_UNUSED_COST, netUnused)
                    .amount(LegacyColumn.SPLIT_PUBLIC_ON_DEMAND_SPLIT_COST, used)
                    .amount(LegacyColumn.SPLIT_PUBLIC_ON_DEMAND_UNUSED_COST, unused);
            bill.add(line);
        }
    }

    /** Fills in the pod's columns: rows of processors come first, then those of memory. */
    private void split(Cluster cluster, int account, int row, String instance) {
        boolean memory = row >= USED_THOUSANDTHS.length / 2;
        String usageType = cluster.usageType + (memory ? "-GB-Hours" : "-vCPU-Hours");
        String accountId = bill.delivery().report().accounts().get(account);
        line.text(LegacyColumn.PRODUCT_CODE, cluster.product)
                .text(LegacyColumn.PRODUCT_NAME, cluster.product)
                .text(LegacyColumn.PRODUCT_SERVICE_CODE, cluster.product)
                .text(LegacyColumn.USAGE_TYPE, usageType)
                .text(LegacyColumn.PRODUCT_USAGE_TYPE, usageType)
                .text(LegacyColumn.OPERATION, cluster.operation)
                .text(LegacyColumn.PRODUCT_OPERATION, cluster.operation)
                .text(LegacyColumn.LINE_ITEM_DESCRIPTION, "Split cost, " + usageType)
                .text(LegacyColumn.PRICING_UNIT, memory ? "GB-Hours" : "vCPU-Hours")
                .text(LegacyColumn.RESOURCE_ID, cluster.resource.formatted(accountId, "shop-" + row % 3))
                .text(LegacyColumn.SPLIT_PARENT_RESOURCE_ID, instance)
                .rate(0)
                .cost(0)
                .amount(LegacyColumn.PRICING_PUBLIC_ON_DEMAND_COST, 0);
    }

    private void begin(UsageKind kind, int account, LocalDateTime start, int hours) {
        line.begin(bill.catalogue().row(kind, Region.NORTH_VIRGINIA), LineItemType.USAGE, DecimalStyle.PLAIN)
                .account(account, bill.account(account))
                .text(LegacyColumn.TIME_INTERVAL, bill.calendar().interval(start))
                .text(LegacyColumn.USAGE_START_DATE, bill.calendar().time(start))
                .text(LegacyColumn.USAGE_END_DATE, bill.calendar().time(start.plusHours(hours)))
                .text(LegacyColumn.AVAILABILITY_ZONE, "us-east-1b");
    }

    /** A cluster, which runs pods or tasks. */
    private enum Cluster {
        PODS("AmazonEKS", "EKSPod-EC2", "USE1-EKS-EC2", "arn:aws:eks:us-east-1:%s:pod/main/web/%s/5f6a"),
        TASKS("AmazonECS", "ECSTask-EC2", "USE1-ECS-EC2", "arn:aws:ecs:us-east-1:%s:task/main/%s");

        private final String product;
        private final String operation;
        private final String usageType;
        private final String resource;

        Cluster(String product, String operation, String usageType, String resource) {
            this.product = product;
            this.operation = operation;
            this.usageType = usageType;
            this.resource = resource;
        }
    }
}
