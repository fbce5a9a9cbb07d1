package dev.bursar.adminui.security;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import com.vaadin.flow.spring.annotation.SpringComponent;
import jakarta.servlet.http.HttpServletRequest;

/** Gives the nonce of the answer to the scripts that the console itself puts into its page. */
@SpringComponent
class PageNonce implements VaadinServiceInitListener {
    private static final long serialVersionUID = 1L;

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(PageNonce::mark);
    }

    private static void mark(IndexHtmlResponse response) {
        if (response.getVaadinRequest() instanceof HttpServletRequest request) {
            response.getDocument().getElementsByTag("script").attr("nonce", PageHeaders.nonce(request));
        }
    }
}
