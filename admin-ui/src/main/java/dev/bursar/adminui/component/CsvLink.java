package dev.bursar.adminui.component;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.util.function.Supplier;

/** Downloads what a table shows. */
public final class CsvLink extends Anchor {
    private static final long serialVersionUID = 1L;

    /** @param name of the file, without its extension */
    public CsvLink(String name, Supplier<Csv> content) {
        setHref(
                DownloadHandler.fromInputStream(event -> {
                    byte[] bytes = content.get().bytes();
                    return new DownloadResponse(
                            new ByteArrayInputStream(bytes), name + ".csv", "text/csv; charset=utf-8", bytes.length);
                }),
                AttachmentType.DOWNLOAD);
        add(Icon.DOWNLOAD.create(), new Span("CSV"));
        addClassName("button-link");
        getElement().setAttribute("data-test", "csv");
        getElement().setAttribute("title", "Download as CSV");
    }
}
