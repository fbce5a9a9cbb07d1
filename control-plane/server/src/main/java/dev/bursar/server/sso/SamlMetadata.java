package dev.bursar.server.sso;

import dev.bursar.server.identity.PersonAttributes;
import dev.bursar.server.platform.egress.OutboundUrl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** SAML 2.0 metadata of one identity provider, as far as signing in needs it. Document types are refused. */
record SamlMetadata(String entityId, String signOnUrl, String logoutUrl, List<String> certificates) {
    private static final String METADATA = "urn:oasis:names:tc:SAML:2.0:metadata";
    private static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";
    private static final String POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
    private static final String REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
    private static final int MOST_CERTIFICATES = 10;

    SamlMetadata {
        certificates = List.copyOf(certificates);
    }

    static SamlMetadata read(String text, boolean privateNetwork) {
        Element entity = entity(parse(text));
        Element provider = first(entity, "IDPSSODescriptor");
        String entityId = entity.getAttribute("entityID");
        if (entityId.isBlank() || entityId.length() > 1000) {
            throw Metadata.unreadable("The metadata has no entityID.");
        }
        String signOn = location(provider, "SingleSignOnService");
        if (signOn.isEmpty()) {
            throw Metadata.unreadable("The metadata names no address for signing in by POST or redirect.");
        }
        OutboundUrl.check("metadataUrl", signOn, privateNetwork);
        String logout = location(provider, "SingleLogoutService");
        if (!logout.isEmpty()) {
            OutboundUrl.check("metadataUrl", logout, privateNetwork);
        }
        return new SamlMetadata(entityId, signOn, logout, certificates(provider));
    }

    Settings.Saml settings(String metadataUrl, PersonAttributes attributes) {
        return new Settings.Saml(metadataUrl, entityId, signOnUrl, logoutUrl, certificates, attributes);
    }

    private static Document parse(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(text)));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the parser of the JDK can refuse document types", e);
        } catch (SAXException | IOException e) {
            throw Metadata.unreadable("This is no SAML metadata.");
        }
    }

    private static Element entity(Document document) {
        Element root = document.getDocumentElement();
        if (METADATA.equals(root.getNamespaceURI()) && root.getLocalName().equals("EntityDescriptor")) {
            return root;
        }
        throw Metadata.unreadable("The metadata describes not one provider. Give that of yours alone.");
    }

    private static Element first(Element parent, String name) {
        if (parent.getElementsByTagNameNS(METADATA, name).item(0) instanceof Element element) {
            return element;
        }
        throw Metadata.unreadable("The metadata describes no identity provider.");
    }

    private static String location(Element provider, String service) {
        NodeList services = provider.getElementsByTagNameNS(METADATA, service);
        String redirect = "";
        for (int i = 0; i < services.getLength(); i++) {
            Element one = (Element) services.item(i);
            if (one.getAttribute("Binding").equals(POST)) {
                return one.getAttribute("Location");
            }
            if (one.getAttribute("Binding").equals(REDIRECT)) {
                redirect = one.getAttribute("Location");
            }
        }
        return redirect;
    }

    private static List<String> certificates(Element provider) {
        List<String> certificates = new ArrayList<>();
        NodeList keys = provider.getElementsByTagNameNS(METADATA, "KeyDescriptor");
        for (int i = 0; i < keys.getLength(); i++) {
            Element key = (Element) keys.item(i);
            if (!key.getAttribute("use").equals("encryption")) {
                NodeList found = key.getElementsByTagNameNS(SIGNATURE, "X509Certificate");
                for (int j = 0; j < found.getLength() && certificates.size() < MOST_CERTIFICATES; j++) {
                    certificates.add(checked(found.item(j).getTextContent().replaceAll("\\s", "")));
                }
            }
        }
        if (certificates.isEmpty()) {
            throw Metadata.unreadable("The metadata holds no certificate to check signatures with.");
        }
        return certificates;
    }

    private static String checked(String certificate) {
        try {
            byte[] der = Base64.getDecoder().decode(certificate);
            CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return certificate;
        } catch (IllegalArgumentException | CertificateException e) {
            throw Metadata.unreadable("A certificate of the metadata is none.");
        }
    }
}
