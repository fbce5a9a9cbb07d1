package dev.bursar.server.catalog;

import dev.bursar.adminapi.catalog.AddModel;
import dev.bursar.adminapi.catalog.ModelCharges;
import dev.bursar.policy.money.Fees;
import dev.bursar.policy.money.MoneyException;
import dev.bursar.policy.money.Rates;
import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.platform.web.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The price that a request states for a model of one's own. */
record OwnPrice(Rates rates, Fees fees) {
    private static final ModelCharges NOTHING = new ModelCharges(null, null, null, null, null, null);

    /** Empty where the request states none. */
    static Optional<OwnPrice> of(AddModel request) {
        String input = request.inputUsdPerMillion();
        String output = request.outputUsdPerMillion();
        if (input == null && output == null && request.charges() == null) {
            return Optional.empty();
        }
        if (input == null || output == null) {
            String missing = input == null ? "inputUsdPerMillion" : "outputUsdPerMillion";
            throw ProblemException.field(missing, "price_incomplete", "A price has an input and an output part.");
        }
        ModelCharges charges = request.charges() == null ? NOTHING : request.charges();
        return Optional.of(new OwnPrice(rates(input, output, charges), fees(charges)));
    }

    private static Rates rates(String input, String output, ModelCharges charges) {
        long in = Amounts.parse("inputUsdPerMillion", input);
        long out = Amounts.parse("outputUsdPerMillion", output);
        try {
            return new Rates(
                    in,
                    out,
                    in,
                    in,
                    optional("charges.audioInputUsdPerMillion", charges.audioInputUsdPerMillion()),
                    optional("charges.audioOutputUsdPerMillion", charges.audioOutputUsdPerMillion()));
        } catch (MoneyException e) {
            throw ProblemException.field("inputUsdPerMillion", e.code(), String.valueOf(e.getMessage()));
        }
    }

    private static Fees fees(ModelCharges charges) {
        try {
            return new Fees(
                    optional("charges.usdPerRequest", charges.usdPerRequest()),
                    optional("charges.usdPerInputImage", charges.usdPerInputImage()),
                    optional("charges.usdPerOutputImage", charges.usdPerOutputImage()),
                    optional("charges.usdPerToolCall", charges.usdPerToolCall()));
        } catch (MoneyException e) {
            throw ProblemException.field("charges", e.code(), String.valueOf(e.getMessage()));
        }
    }

    private static long optional(String field, @Nullable String usd) {
        return usd == null ? 0 : Amounts.parse(field, usd);
    }
}
