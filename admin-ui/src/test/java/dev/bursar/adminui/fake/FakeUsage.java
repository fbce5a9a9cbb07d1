package dev.bursar.adminui.fake;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.usage.UsageApi;
import dev.bursar.adminapi.usage.UsageReport;
import dev.bursar.adminapi.usage.UsageRequest;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

final class FakeUsage implements UsageApi {
    private final FakeHouse house;

    FakeUsage(FakeHouse house) {
        this.house = house;
    }

    @Override
    public UsageReport report(
            UUID organizationId,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to,
            @Nullable String grain,
            @Nullable String groupBy,
            @Nullable UUID keyId) {
        house.enter();
        OffsetDateTime until = Objects.requireNonNullElse(to, house.now());
        OffsetDateTime since = Objects.requireNonNullElse(from, until.minusHours(24));
        List<UsageRequest> found = house.requests.stream()
                .filter(request -> keyId == null || request.keyId().equals(keyId))
                .filter(request -> !request.startedAt().isBefore(since)
                        && request.startedAt().isBefore(until))
                .toList();
        boolean byKey = "key".equals(groupBy);
        Function<UsageRequest, String> group =
                byKey ? request -> request.keyId().toString() : UsageRequest::model;
        ChronoUnit unit =
                "minute".equals(grain) ? ChronoUnit.MINUTES : "day".equals(grain) ? ChronoUnit.DAYS : ChronoUnit.HOURS;
        return new UsageReport(
                since,
                until,
                Objects.requireNonNullElse(grain, "hour"),
                totals(found),
                series(found, group, unit),
                groups(found, group, byKey));
    }

    private static List<UsageReport.Bucket> series(
            List<UsageRequest> found, Function<UsageRequest, String> group, ChronoUnit unit) {
        Map<OffsetDateTime, Map<String, List<UsageRequest>>> buckets = found.stream()
                .collect(Collectors.groupingBy(
                        request -> request.startedAt().truncatedTo(unit), Collectors.groupingBy(group)));
        return buckets.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(at -> at.getValue().entrySet().stream().map(one -> {
                    UsageReport.Totals totals = totals(one.getValue());
                    return new UsageReport.Bucket(
                            at.getKey(), one.getKey(), totals.cost(), totals.requests(), totals.refusals());
                }))
                .toList();
    }

    private static List<UsageReport.Group> groups(
            List<UsageRequest> found, Function<UsageRequest, String> group, boolean byKey) {
        return found.stream().collect(Collectors.groupingBy(group)).entrySet().stream()
                .map(entry -> new UsageReport.Group(
                        entry.getKey(),
                        byKey ? entry.getValue().getFirst().keyName() : entry.getKey(),
                        totals(entry.getValue())))
                .sorted(Comparator.comparingLong(
                                (UsageReport.Group one) -> one.totals().cost().nanos())
                        .reversed())
                .toList();
    }

    private static UsageReport.Totals totals(List<UsageRequest> requests) {
        return new UsageReport.Totals(
                FakeHouse.money(
                        requests.stream().mapToLong(r -> r.cost().nanos()).sum()),
                requests.size(),
                requests.stream().filter(r -> r.outcome().equals("refused")).count(),
                requests.stream()
                        .filter(r -> r.outcome().equals("provider_failed"))
                        .count(),
                requests.stream().mapToLong(UsageRequest::promptTokens).sum(),
                requests.stream().mapToLong(UsageRequest::completionTokens).sum());
    }

    @Override
    public Page<UsageRequest> requests(
            UUID organizationId,
            @Nullable UUID keyId,
            @Nullable UUID budgetId,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to,
            @Nullable String outcome,
            @Nullable String cursor,
            @Nullable Integer size) {
        house.enter();
        List<UsageRequest> found = house.requests.stream()
                .filter(request -> keyId == null || request.keyId().equals(keyId))
                .filter(request -> budgetId == null || isCharged(request, budgetId))
                .filter(request -> from == null || !request.startedAt().isBefore(from))
                .filter(request -> to == null || request.startedAt().isBefore(to))
                .filter(request -> outcome == null || request.outcome().equals(outcome))
                .sorted(Comparator.comparing(UsageRequest::startedAt).reversed())
                .toList();
        return FakeHouse.page(found, cursor, size);
    }

    /** A key's budget bears what the key spends; every other one bears everything. */
    private boolean isCharged(UsageRequest request, UUID budgetId) {
        Budget budget = house.budget(budgetId);
        return !budget.scope().equals("key") || budget.scopeId().equals(request.keyId());
    }
}
