package org.wanrenhui.membership.internal.web;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.places.Residences;
import org.wanrenhui.membership.internal.places.Verifications;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Community;
import org.wanrenhui.portal.api.Slice;

/** What waits for a decision, as the community back office and the console both show it. */
@Component(service = Desk.class)
public final class Desk {

    private static final int ROWS = 20;

    private final Verifications verifications;
    private final Residences residences;

    @Activate
    public Desk(@Reference Verifications verifications, @Reference Residences residences) {
        this.verifications = verifications;
        this.residences = residences;
    }

    /** Requests and applicants of the communities that the caller looks after; of one when {@code chosen} is not 0. */
    public record View(
            List<Community> communities,
            long chosen,
            List<Verifications.View> requests,
            String next,
            List<Residences.Applicant> applicants,
            List<Residences.Resident> residents,
            String residentsNext,
            List<FieldError> errors) {}

    View view(Caller caller, long community, long after, long residentsBefore, List<FieldError> errors) {
        Slice<Residences.Resident> neighbours = residences.residents(caller, community, residentsBefore, ROWS);
        Slice<Verifications.View> requests = verifications.queue(caller, community, after, ROWS);
        return new View(
                verifications.jurisdiction(caller),
                community,
                requests.items(),
                requests.next(),
                residences.applicants(caller, community, 0, ROWS).items(),
                neighbours.items(),
                neighbours.next(),
                errors);
    }
}
