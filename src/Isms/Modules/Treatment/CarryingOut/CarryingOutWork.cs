using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Work;

namespace Isms.Modules.Treatment.CarryingOut;

/// <summary>Keeps the inboxes in step with items: whoever is responsible has the duty to carry it out until its end date.</summary>
internal sealed class CarryingOutWork(WorkInbox inbox)
{
    /// <summary>Kind of the duty.</summary>
    public const string CarryOut = "treatment.carry-out";

    /// <summary>Puts the item of a plan just approved into the inbox.</summary>
    public void Ask(TreatmentItem item)
    {
        if (item is { ResponsibleId: { } responsible, EndsOn: { } ends })
            inbox.Add(new NewWork(CarryOut, "treatment.work.carry-out", [item.Number, Short(item.Method)], TreatmentPaths.Item(item.Id), ItemEvidence.KindName, item.Id, ends) { PersonId = responsible });
    }

    /// <summary>Takes it out when it is carried out, and puts it back when it is taken up again.</summary>
    /// <param name="before">The state it was in.</param>
    public async Task FollowAsync(Actor actor, TreatmentItem item, TreatmentState before, CancellationToken ct)
    {
        if (IsOpen(before) && !IsOpen(item.State))
            await inbox.CompleteAsync(actor, ItemEvidence.KindName, item.Id, CarryOut, ct);
        else if (!IsOpen(before) && IsOpen(item.State))
            Ask(item);
    }

    private static bool IsOpen(TreatmentState state) => state is TreatmentState.Planned or TreatmentState.InProgress;

    private static string Short(string text)
    {
        const int Longest = 60;
        var info = new StringInfo(text.ReplaceLineEndings(" "));
        return info.LengthInTextElements <= Longest ? info.String : info.SubstringByTextElements(0, Longest) + "…";
    }
}
