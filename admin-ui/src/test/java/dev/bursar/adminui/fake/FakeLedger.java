package dev.bursar.adminui.fake;

import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.ledger.ClosePeriod;
import dev.bursar.adminapi.ledger.LedgerAccount;
import dev.bursar.adminapi.ledger.LedgerApi;
import dev.bursar.adminapi.ledger.LedgerCheck;
import dev.bursar.adminapi.ledger.LedgerEntry;
import dev.bursar.adminapi.ledger.PostAmount;
import dev.bursar.adminapi.ledger.PostCorrection;
import dev.bursar.adminapi.ledger.SignedMoney;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

final class FakeLedger implements LedgerApi {
    private static final Map<String, String> MEANINGS = new LinkedHashMap<>();

    static {
        MEANINGS.put("cash", "What the organization paid in, less what it got back.");
        MEANINGS.put("credits", "Prepaid and not used yet: what the organization may still spend.");
        MEANINGS.put("usage", "What its calls cost, as gateways reported them.");
        MEANINGS.put("providers", "What is owed to providers for these calls.");
        MEANINGS.put("fees", "Fees of top-ups.");
        MEANINGS.put("write_offs", "Money that was in doubt and that a person wrote off.");
    }

    private final FakeHouse house;

    FakeLedger(FakeHouse house) {
        this.house = house;
    }

    @Override
    public Page<LedgerEntry> entries(
            UUID organizationId,
            @Nullable String account,
            @Nullable String kind,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to,
            @Nullable String cursor,
            @Nullable Integer size) {
        house.enter();
        return FakeHouse.page(
                house.ledger.stream()
                        .filter(entry -> account == null
                                || entry.lines().stream()
                                        .anyMatch(line -> line.account().equals(account)))
                        .filter(entry -> kind == null || entry.kind().equals(kind))
                        .filter(entry -> from == null || !entry.at().isBefore(from))
                        .filter(entry -> to == null || entry.at().isBefore(to))
                        .toList(),
                cursor,
                size);
    }

    @Override
    public ResponseEntity<LedgerEntry> entry(UUID organizationId, UUID entryId) {
        house.enter();
        return ResponseEntity.ok(house.ledger.stream()
                .filter(entry -> entry.id().equals(entryId))
                .findFirst()
                .orElseThrow(() -> FakeHouse.notFound("entry")));
    }

    @Override
    public List<LedgerAccount> accounts(UUID organizationId) {
        house.enter();
        List<LedgerAccount> accounts = new ArrayList<>();
        MEANINGS.forEach((name, meaning) -> {
            List<Long> amounts = house.ledger.stream()
                    .flatMap(entry -> entry.lines().stream())
                    .filter(line -> line.account().equals(name))
                    .map(line -> line.amount().nanos())
                    .toList();
            accounts.add(new LedgerAccount(
                    name,
                    meaning,
                    signed(amounts.stream().mapToLong(Long::longValue).sum()),
                    amounts.size()));
        });
        return accounts;
    }

    @Override
    public ResponseEntity<LedgerEntry> topUp(UUID organizationId, @Nullable String key, PostAmount request) {
        house.enterToWrite();
        long paid = positive(request.amountUsd());
        long fee = paid / 10_000 * house.organization.topUpFeeBasisPoints();
        return ResponseEntity.status(201)
                .body(post("top_up", request.memo(), Map.of("cash", paid, "credits", fee - paid, "fees", -fee)));
    }

    @Override
    public ResponseEntity<LedgerEntry> refund(UUID organizationId, @Nullable String key, PostAmount request) {
        house.enterToWrite();
        long amount = positive(request.amountUsd());
        long free = -accounts(organizationId).stream()
                .filter(one -> one.account().equals("credits"))
                .mapToLong(one -> one.balance().nanos())
                .sum();
        if (amount > free) {
            throw FakeHouse.conflict(
                    "credits_not_free", "Only $" + FakeHouse.money(free).usd() + " of the credits are free.");
        }
        return ResponseEntity.status(201)
                .body(post("refund", request.memo(), Map.of("credits", amount, "cash", -amount)));
    }

    @Override
    public ResponseEntity<LedgerEntry> correct(UUID organizationId, @Nullable String key, PostCorrection request) {
        house.enterToWrite();
        long amount = positive(request.amountUsd()) * (request.direction().equals("more") ? 1 : -1);
        return ResponseEntity.status(201)
                .body(post("correction", request.memo(), Map.of("usage", amount, "providers", -amount)));
    }

    @Override
    public ResponseEntity<LedgerEntry> close(UUID organizationId, @Nullable String key, ClosePeriod request) {
        house.enterToWrite();
        if (!YearMonth.parse(request.month()).isBefore(YearMonth.from(house.now()))) {
            throw FakeHouse.conflict("period_open", "This month has not ended yet.");
        }
        return ResponseEntity.status(201).body(post("period_close", "Closed " + request.month(), Map.of()));
    }

    @Override
    public LedgerCheck check(UUID organizationId) {
        house.enter();
        LedgerCheck last = house.check;
        if (last == null) {
            throw FakeHouse.notFound("comparison yet");
        }
        return last;
    }

    @Override
    public LedgerCheck checkNow(UUID organizationId) {
        house.enterToWrite();
        LedgerCheck was = house.check;
        house.check = new LedgerCheck(UUID.randomUUID(), house.now(), 42, was == null ? List.of() : was.differences());
        return house.check;
    }

    LedgerEntry post(String kind, String memo, Map<String, Long> lines) {
        LedgerEntry entry = new LedgerEntry(
                UUID.randomUUID(),
                house.ledger.size() + 1L,
                house.now(),
                kind,
                memo,
                kind.equals("usage") ? "usage_batch" : "invoice",
                kind.equals("usage") ? "batch-" + (house.ledger.size() + 1) : memo,
                kind.equals("usage") ? "gateway-1" : "Ada Admin",
                lines.entrySet().stream()
                        .filter(line -> line.getValue() != 0)
                        .map(line -> new LedgerEntry.Line(line.getKey(), signed(line.getValue())))
                        .toList());
        house.ledger.addFirst(entry);
        return entry;
    }

    private static long positive(String usd) {
        long nanos = FakeHouse.nanos("amountUsd", usd);
        if (nanos == 0) {
            throw FakeHouse.invalid("amountUsd", "amount_not_positive", "More than nothing.");
        }
        return nanos;
    }

    static SignedMoney signed(long nanos) {
        return new SignedMoney(BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString(), nanos);
    }
}
