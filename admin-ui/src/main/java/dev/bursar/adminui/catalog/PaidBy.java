package dev.bursar.adminui.catalog;

/** Who pays a provider, in words. */
final class PaidBy {
    private PaidBy() {}

    static String label(String paidBy) {
        return paidBy.equals("organization") ? "The organization, on its own contract" : "The platform";
    }
}
