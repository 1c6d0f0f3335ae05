using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Signing;

namespace Isms.Modules.Treatment;

/// <summary>What a plan or report says of itself on paper: its first edition, or one that is not approved yet.</summary>
internal static class PrintedPlan
{
    public static PaperFacts Of(string title, string number, PlanState state) => new(title, number, state == PlanState.Approved ? "V1.0" : "V0.1",
        state switch { PlanState.Approved => DocumentState.Approved, PlanState.InApproval => DocumentState.InReview, _ => DocumentState.Draft });
}
