package dev.bursar.adminui.budget;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminui.component.FieldErrors;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.MemberChoice;
import dev.bursar.adminui.component.ModelChoice;
import dev.bursar.adminui.component.ModelPicker;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules that creating and editing a budget share, under "More". */
final class BudgetRules {
    private final ModelPicker models = Fields.tested(new ModelPicker("Applies to"), "budget-models");
    private final Select<String> mode = Fields.tested(new Select<>(), "budget-mode");
    private final Select<String> atCap = Fields.tested(new Select<>(), "budget-at-cap");
    private final ModelChoice downgrade = Fields.tested(new ModelChoice("Go down to"), "budget-downgrade-model");
    private final Checkbox carryOver =
            Fields.tested(new Checkbox("Add what is left to the next period"), "budget-carry-over");
    private final MemberChoice owner = Fields.tested(new MemberChoice("Who answers for it"), "budget-owner");
    private final ControlPlane controlPlane;
    private final Workspace workspace;

    BudgetRules(ControlPlane controlPlane, Workspace workspace, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        mode.setLabel("A request holds");
        mode.setItems("strict", "elastic");
        mode.setItemLabelGenerator(
                one -> one.equals("strict") ? "Its whole worst case (strict)" : "Slice by slice (elastic)");
        mode.setHelperText("Elastic lets more streams run near the cap; one that finds nothing left is cut.");
        mode.setValue("strict");
        atCap.setLabel("What no longer fits");
        atCap.setItems("refuse", "downgrade", "ask");
        atCap.setItemLabelGenerator(BudgetRules::label);
        atCap.setValue("refuse");
        downgrade.setVisible(false);
        atCap.addValueChangeListener(change -> {
            downgrade.setVisible("downgrade".equals(change.getValue()));
            changed.run();
        });
        models.setWidthFull();
        models.addValueChangeListener(change -> changed.run());
        mode.addValueChangeListener(change -> changed.run());
        downgrade.addValueChangeListener(change -> changed.run());
        carryOver.addValueChangeListener(change -> changed.run());
        owner.addValueChangeListener(change -> changed.run());
    }

    private static String label(String atCap) {
        return switch (atCap) {
            case "downgrade" -> "Goes to another model";
            case "ask" -> "Is refused, with the way to ask for more";
            default -> "Is refused";
        };
    }

    /** The fields in one fold. @param first come before them */
    Details details(com.vaadin.flow.component.Component... first) {
        Div pair = new Div(mode, atCap);
        pair.addClassName("form-pair");
        Div fields = new Div(first);
        if (workspace.may(Action.READ_MODELS)) {
            fields.add(models);
            downgrade.offer(controlPlane, workspace.organizationId());
        }
        fields.add(pair, downgrade, carryOver);
        if (workspace.mayAnywhere(Action.READ_MEMBERS)) {
            fields.add(owner);
        }
        fields.addClassName("form-fields");
        Details details = new Details("More", fields);
        details.getElement().setAttribute("data-test", "budget-more");
        return details;
    }

    void offer(@Nullable Budget budget) {
        if (workspace.may(Action.READ_MODELS)) {
            models.offer(controlPlane, workspace.organizationId(), budget == null ? List.of() : budget.models());
        }
        if (workspace.mayAnywhere(Action.READ_MEMBERS)) {
            owner.offer(controlPlane, workspace.organizationId(), budget == null ? null : budget.ownerMemberId());
        }
        if (budget != null) {
            mode.setValue(budget.mode());
            atCap.setValue(budget.atCap());
            carryOver.setValue(budget.carryOver());
            if (budget.downgradeModel() != null) {
                downgrade.setValue(budget.downgradeModel());
            }
        }
    }

    void errorsAt(FieldErrors errors) {
        errors.at("models", models)
                .at("mode", mode)
                .at("atCap", atCap)
                .at("downgradeModel", downgrade)
                .at("ownerMemberId", owner);
    }

    boolean check() {
        boolean fine = !atCap.getValue().equals("downgrade") || downgrade.getValue() != null;
        downgrade.setErrorMessage("Name the model to go down to.");
        downgrade.setInvalid(!fine);
        return fine;
    }

    List<String> models() {
        return models.patterns();
    }

    String mode() {
        return mode.getValue();
    }

    String atCap() {
        return atCap.getValue();
    }

    @Nullable
    String downgradeModel() {
        return atCap().equals("downgrade") ? downgrade.getValue() : null;
    }

    boolean carryOver() {
        return carryOver.getValue();
    }

    boolean ownerTakenAway() {
        return owner.isTakenAway();
    }

    @Nullable
    UUID owner() {
        return owner.chosen();
    }
}
