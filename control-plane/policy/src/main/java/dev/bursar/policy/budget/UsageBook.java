package dev.bursar.policy.budget;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Where usage events are recorded, in the transaction of the {@link Books}. */
public interface UsageBook {
    /**
     * Records events in the order given, rejected ones too.
     *
     * @return ids of those that were not recorded before
     */
    Set<UUID> record(UUID nodeId, List<UsageReport> reports);

    /** Records what was booked, once the accounts have moved. */
    void post(List<Posting> postings);
}
