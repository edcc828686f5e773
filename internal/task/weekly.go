package task

import (
	"context"
	"strconv"
	"time"

	"siil/internal/account"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/outbox"
	"siil/internal/policy"
	"siil/internal/value"
)

// weeklyCode is the notice of the weekly mail.
const weeklyCode = "weekly"

// weeklyDays is for how long after Monday at seven the mail of a week still leaves, when the program stood still: later the week is half over.
const weeklyDays = 2

// week tells which week's mail is to be written at a moment: its Monday, and the seven o'clock at which it leaves; false when none is.
func week(now value.Instant) (monday value.Date, leaves value.Instant, ok bool) {
	today := now.Date()
	monday = today.AddDays(-(int(today.Weekday()) + 6) % 7)
	leaves = monday.At(7, 0)
	return monday, leaves, !now.Before(leaves) && today.Sub(monday) < weeklyDays
}

// Weekly writes, each Monday from seven o'clock in Italy on, one mail to each account that wants it and has something to do: how much is
// late, due within seven days and without a date, and the link to the list. What was written stands in the database, so that neither a restart
// nor a second process writes it twice.
func (r *Room) Weekly(ctx context.Context) error {
	monday, leaves, ok := week(r.g.Now())
	if !ok {
		return nil
	}
	for _, z := range r.g.Zones() {
		if r.written(z.Code) == monday.ISO() {
			continue
		}
		if err := r.weeklyOf(ctx, z.Code, monday, leaves); err != nil {
			return err
		}
		r.mu.Lock()
		r.weekly[z.Code] = monday.ISO()
		r.mu.Unlock()
	}
	return nil
}

func (r *Room) written(zone string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.weekly[zone]
}

func (r *Room) weeklyOf(ctx context.Context, zone string, monday value.Date, leaves value.Instant) error {
	once := weeklyCode + "-" + monday.ISO()
	var accounts []value.ID
	err := r.g.Read(ctx, gate.System(zone, "job"), func(tx *gate.ReadTx) (err error) {
		if err := tx.Decide(policy.MailSend, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		accounts, err = outbox.Untold(tx, weeklyCode, once)
		return err
	})
	for _, id := range accounts {
		if err == nil {
			err = r.weeklyTo(ctx, zone, id, once, leaves)
		}
	}
	return err
}

// weeklyTo writes the mail of one account. Its list is read as its holder would read it, so the mail never counts what they may not see.
func (r *Room) weeklyTo(ctx context.Context, zone string, id value.ID, once string, leaves value.Instant) error {
	who, err := r.accounts.Holder(ctx, zone, id, "job")
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil || !who.Has(policy.SocialWorker, policy.EmploymentOfficer, policy.HealthWorker, policy.Coordinator) {
		return err
	}
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := tx.DecideWhy(policy.HomeRead, policy.Resource{Kind: policy.Zone}, "weekly"); err != nil {
			return err
		}
		tasks, err := r.read(&tx.ReadTx, account.Colleague{ID: id, Roles: who.Roles}, reach{checks: checksAhead, followUps: followUpsAhead, terms: termsAhead})
		if err != nil {
			return err
		}
		n := pageOf(tasks, Query{}).Whens
		soon := n[Today] + n[Week]
		if n[Late]+soon+n[NoDate] == 0 {
			return nil
		}
		return outbox.Tell(tx, outbox.Notice{Account: id, Code: weeklyCode, Path: pathTasks, Once: once, At: leaves,
			Args: []string{strconv.Itoa(n[Late]), strconv.Itoa(soon), strconv.Itoa(n[NoDate])}})
	})
}

// Every is how often Weekly looks whether it is Monday morning.
const Every = 5 * time.Minute
