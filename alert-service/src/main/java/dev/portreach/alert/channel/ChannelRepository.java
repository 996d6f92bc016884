package dev.portreach.alert.channel;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Channels by id. */
@ApplicationScoped
public class ChannelRepository implements PanacheRepositoryBase<Channel, String> {

    public List<Channel> enabled() {
        return list("enabled = true order by id");
    }

    List<Channel> after(String id, int limit) {
        return find("id > ?1 order by id", id).page(0, limit).list();
    }

    /** What was defined anew may work now. */
    void tryAtOnce(String id) {
        getEntityManager()
                .createNativeQuery("update channel_state set paused_until = null where channel_id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }
}
