package io.tributary.streams.normalize.aws;

import io.tributary.streams.normalize.Ownership;

/**
 * Whose row a row of an AWS report is. A payer's report states all that is billed to it. A member account may create a
 * report of its own, whose rows name the payer. Source: AWS Billing, Consolidated billing for AWS Organizations, Cost
 * and Usage Reports.
 */
final class AwsOwnership implements Ownership {

    private final String account;

    /** @param account the account that the report is of */
    AwsOwnership(String account) {
        this.account = AwsAccounts.withoutZeros(account);
    }

    @Override
    public Owner of(String billingAccountId, String subAccountId) {
        if (AwsAccounts.withoutZeros(billingAccountId).equals(account)) {
            return Owner.WHOLE;
        }
        return AwsAccounts.withoutZeros(subAccountId).equals(account) ? Owner.PART : Owner.OTHER;
    }
}
