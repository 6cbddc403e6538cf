using DenseEdge.Tuf.Metadata;

namespace DenseEdge.Tuf.Publishing;

/// <summary>Who signs for what in a new repository.</summary>
/// <param name="Root">Kept offline; signs who the others are. Usually 2 of 3.</param>
/// <param name="Targets">Kept offline; signs which files are right.</param>
/// <param name="Snapshot">Online; signs what belongs together.</param>
/// <param name="Timestamp">Online; signs what is newest. Short-lived.</param>
public sealed record RepositoryPlan(RolePlan Root, RolePlan Targets, RolePlan Snapshot, RolePlan Timestamp)
{
    /// <summary>Days that a root is valid, unless the plan says otherwise.</summary>
    public const int RootDays = 365;

    /// <summary>Days that targets are valid, unless the plan says otherwise.</summary>
    public const int TargetsDays = 180;

    /// <summary>Days that a snapshot is valid, unless the plan says otherwise.</summary>
    public const int SnapshotDays = 30;

    /// <summary>Days that a timestamp is valid, unless the plan says otherwise.</summary>
    public const int TimestampDays = 7;

    internal IEnumerable<(string Role, RolePlan Plan)> Roles =>
    [
        (RoleNames.Root, Root), (RoleNames.Targets, Targets), (RoleNames.Snapshot, Snapshot), (RoleNames.Timestamp, Timestamp),
    ];

    internal RepositoryPlan Validated()
    {
        List<string> faults = [];
        foreach ((string role, RolePlan plan) in Roles)
        {
            int distinct = plan.Keys.Select(key => key.KeyId).Distinct().Count();
            if (plan.Threshold < 1 || plan.Threshold > distinct)
            {
                faults.Add($"a threshold of '{role}' from 1 to its {distinct} keys, found {plan.Threshold}");
            }

            if (plan.ValidDays < 1)
            {
                faults.Add($"at least 1 valid day of '{role}', found {plan.ValidDays}");
            }

            faults.AddRange(plan.Keys
                .Where(key => !key.IsUsable)
                .Select(key => $"usable keys of '{role}', found {key.KeyId} ({key.KeyType}, {key.Scheme})"));
        }

        return faults.Count == 0 ? this : throw new ArgumentException($"Repository: expected {string.Join("; ", faults)}.");
    }
}
