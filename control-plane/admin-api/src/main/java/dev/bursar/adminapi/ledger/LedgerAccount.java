package dev.bursar.adminapi.ledger;

/**
 * @param account {@code cash}, {@code credits}, {@code drawn}, {@code usage}, {@code providers}, {@code fees},
 *     {@code own_credential_fees}, {@code write_offs} or {@code closed}
 * @param meaning one sentence
 * @param balance debits less credits
 * @param entries how many touch it
 */
public record LedgerAccount(String account, String meaning, SignedMoney balance, long entries) {}
