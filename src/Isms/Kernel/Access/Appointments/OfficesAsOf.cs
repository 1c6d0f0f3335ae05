using Isms.Kernel.Ledger;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;

namespace Isms.Kernel.Access.Appointments;

/// <summary>Who led the system on a day, as it was recorded then.</summary>
internal sealed class OfficesAsOf(LedgerAsOf ledger) : IContribute<StateAsked, StateFact>
{
    private static readonly Office[] Leading = [Office.GeneralManager, Office.ManagementRepresentative, Office.IsmsTeamLeader];

    public async Task<IReadOnlyList<StateFact>> AnswerAsync(Actor actor, StateAsked question, CancellationToken ct)
    {
        var terms = await ledger.AllAsync<Appointment>(question.Sequence, ct);
        var facts = new List<StateFact>();
        foreach (var office in Leading)
        {
            var label = Phrase.In(actor.Culture, "kernel.office." + office);
            var held = terms.Where(t => t.Text("office") == office.ToString() && t.Day("startsOn") <= question.Day && (t.Day("endsOn") is not { } end || end >= question.Day)).ToList();
            if (held.Count == 0)
                facts.Add(new StateFact(label, ""));
            foreach (var term in held)
            {
                var person = term.Reference("personId") is { } id ? await ledger.OneAsync<Person>(id, question.Sequence, ct) : null;
                facts.Add(new StateFact(label, person?.Text("name") ?? "", ledger.TypeOf<Appointment>(), term.Id));
            }
        }
        return facts;
    }
}
