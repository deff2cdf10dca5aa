package org.wanrenhui.portal.notify.internal;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.portal.api.Message;
import org.wanrenhui.portal.api.spi.MessageProvider;

/** Keeps the demo's messages of this channel. */
@Component(service = MessageProvider.class)
public final class DemoSms extends DemoProvider {

    @Activate
    public DemoSms(BundleContext context) {
        super(Boolean.parseBoolean(context.getProperty("portal.demo")), Message.Channel.SMS);
    }
}
