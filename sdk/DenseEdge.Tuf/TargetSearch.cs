using DenseEdge.Tuf.Metadata;

namespace DenseEdge.Tuf;

/// <summary>The search for who describes a file: pre-order, depth first, in the order of the delegations (section
/// 5.6.7).</summary>
internal sealed class TargetSearch(
    TrustedSet trusted,
    TufLimits limits,
    Func<DelegatedRole, CancellationToken, Task<TargetsMetadata>> load)
{
    /// <summary>Finds the first who describes it; null if nobody does.</summary>
    public async Task<TargetInfo?> FindAsync(string path, CancellationToken cancellation)
    {
        HashSet<string> visited = new(StringComparer.Ordinal) { RoleNames.Targets };
        Stack<DelegatedRole> toVisit = new();
        TargetsMetadata targets = trusted.Targets!;
        while (true)
        {
            if (targets.Targets.TryGetValue(path, out TargetInfo? target))
            {
                return target;
            }

            Push(toVisit, targets.Delegations.For(path));
            DelegatedRole? next = Next(toVisit, visited);
            if (next is null || visited.Count >= limits.MostVisitedRoles)
            {
                return null;
            }

            visited.Add(next.Name);
            targets = await load(next, cancellation).ConfigureAwait(false);
        }
    }

    // A terminating role is the last that is asked: whoever waits on the stack, or comes behind it, is forgotten.
    private static void Push(Stack<DelegatedRole> toVisit, IEnumerable<DelegatedRole> roles)
    {
        List<DelegatedRole> children = [];
        foreach (DelegatedRole role in roles)
        {
            children.Add(role);
            if (role.IsTerminating)
            {
                toVisit.Clear();
                break;
            }
        }

        children.Reverse();
        children.ForEach(toVisit.Push);
    }

    private static DelegatedRole? Next(Stack<DelegatedRole> toVisit, HashSet<string> visited)
    {
        while (toVisit.TryPop(out DelegatedRole? role))
        {
            if (!visited.Contains(role.Name))
            {
                return role;
            }
        }

        return null;
    }
}
