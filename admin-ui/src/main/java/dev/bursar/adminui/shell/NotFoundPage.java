package dev.bursar.adminui.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.server.HttpStatusCode;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Paths;
import jakarta.annotation.security.PermitAll;

/** 404: it does not exist, or not for this reader. */
@PermitAll
public class NotFoundPage extends Div implements HasErrorParameter<NotFoundException>, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        addClassName("alone");
        getElement().setAttribute("data-test", "not-found");
        add(new EmptyState(
                Icon.SEARCH,
                "There is no such page",
                "It was moved or removed, or it belongs to somebody else. The address may have lost a letter.",
                Paths.link("Go to the overview", "")));
        return HttpStatusCode.NOT_FOUND.getCode();
    }

    @Override
    public String getPageTitle() {
        return "Not found · Bursar";
    }
}
