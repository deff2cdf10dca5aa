package org.wanrenhui.portal.modules.internal.web;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Input;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Requires;
import org.wanrenhui.portal.modules.internal.licence.Licences;
import org.wanrenhui.portal.modules.internal.trust.Admission;
import org.wanrenhui.portal.modules.internal.trust.Certificate;
import org.wanrenhui.portal.modules.internal.trust.Publisher;
import org.wanrenhui.portal.modules.internal.trust.Publishers;
import org.wanrenhui.portal.modules.internal.trust.UnsignedPolicy;

/** Trusted publishers, and what becomes of unsigned files, by API. */
@Component(service = {WebResource.class, PublisherApi.class})
@Path("/api/v1/publishers")
@Produces("application/json")
@Consumes("application/json")
public final class PublisherApi implements WebResource {

    /** Longest certificate that is read, in characters; an RSA key of 4096 bits needs some 2,000. */
    private static final int LONGEST = 12_000;
    /** Longest name, as the table keeps it. */
    private static final int LONGEST_NAME = 500;

    /**
     * A trusted publisher.
     *
     * @param fingerprint SHA-256 of the certificate, 64 hexadecimal digits
     * @param name        subject of the certificate
     * @param state       VALID, EARLY or EXPIRED
     * @param certificate PEM
     */
    public record PublisherJson(
            String fingerprint,
            String name,
            Instant from,
            Instant until,
            String state,
            String addedBy,
            Instant addedAt,
            String certificate) {}

    /** A certificate to trust, as PEM. */
    public record Trust(String certificate) {}

    /** What becomes of unsigned files: ALLOW or REFUSE. */
    public record Unsigned(String unsigned) {}

    private final Publishers publishers;
    private final Admission admission;
    private final Licences licences;
    private final Audit audit;
    private final CurrentRequest request;

    @Activate
    public PublisherApi(
            @Reference Publishers publishers,
            @Reference Admission admission,
            @Reference Licences licences,
            @Reference Audit audit,
            @Reference CurrentRequest request) {
        this.publishers = publishers;
        this.admission = admission;
        this.licences = licences;
        this.audit = audit;
        this.request = request;
    }

    @GET
    @Requires(ConsolePermissions.MANAGE)
    public Slice<PublisherJson> list() {
        return new Slice<>(publishers.all().stream().map(this::json).toList(), null);
    }

    @POST
    @Requires(ConsolePermissions.MANAGE)
    public Response add(Trust trust) {
        PublisherJson added = trust(trust == null ? null : trust.certificate());
        return Response.created(URI.create("/api/v1/publishers/" + added.fingerprint()))
                .entity(added)
                .build();
    }

    @GET
    @Path("{fingerprint}")
    @Requires(ConsolePermissions.MANAGE)
    public PublisherJson one(@PathParam("fingerprint") String fingerprint) {
        return json(find(fingerprint));
    }

    @DELETE
    @Path("{fingerprint}")
    @Requires(ConsolePermissions.MANAGE)
    public void remove(@PathParam("fingerprint") String fingerprint) {
        Publisher publisher = find(fingerprint);
        if (publishers.remove(fingerprint, licences.now())) {
            audit.record(
                    "publishers.remove",
                    "publisher:" + fingerprint,
                    publisher.certificate().name());
        }
    }

    @GET
    @Path("unsigned")
    @Requires(ConsolePermissions.MANAGE)
    public Unsigned unsigned() {
        return new Unsigned(admission.unsigned().name());
    }

    @PUT
    @Path("unsigned")
    @Requires(ConsolePermissions.MANAGE)
    public Unsigned unsigned(Unsigned wish) {
        UnsignedPolicy policy = UnsignedPolicy.of(wish == null ? null : wish.unsigned())
                .orElseThrow(() -> Problem.invalid("unsigned", "console.publishers.unsigned.values"));
        admission.unsigned(policy);
        audit.record("publishers.unsigned", "settings:modules", policy.name());
        return unsigned();
    }

    /** Trusts the certificate. Throws {@link Problem} 422 when it is none that can be trusted, 409 when it is there already. */
    PublisherJson trust(String pem) {
        Input input = new Input();
        String text = input.text("certificate", pem, 1, LONGEST);
        input.verify();
        Certificate certificate = read(text);
        Instant now = licences.now();
        if (now.isAfter(certificate.until())) {
            throw Problem.invalid("certificate", "console.publishers.expired");
        }
        if (!publishers.add(certificate, request.requireCaller().name(), now)) {
            throw Problem.conflict("console.publishers.there");
        }
        audit.record("publishers.add", "publisher:" + certificate.fingerprint(), certificate.name());
        return json(find(certificate.fingerprint()));
    }

    private static Certificate read(String pem) {
        try {
            Certificate certificate = Certificate.ofPem(pem);
            String name = certificate.name();
            if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
                throw Problem.invalid("certificate", "console.publishers.nameless");
            }
            return certificate;
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("certificate", "console.publishers.bad");
        }
    }

    private Publisher find(String fingerprint) {
        return publishers.find(fingerprint).orElseThrow(Problem::notFound);
    }

    private PublisherJson json(Publisher publisher) {
        Certificate certificate = publisher.certificate();
        Instant now = licences.now();
        String state =
                now.isBefore(certificate.from()) ? "EARLY" : now.isAfter(certificate.until()) ? "EXPIRED" : "VALID";
        return new PublisherJson(
                certificate.fingerprint(),
                certificate.name(),
                certificate.from(),
                certificate.until(),
                state,
                publisher.addedBy(),
                publisher.addedAt(),
                certificate.pem());
    }
}
