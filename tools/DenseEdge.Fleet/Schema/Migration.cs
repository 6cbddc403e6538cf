using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Schema;

/// <summary>One step of the schema. Once released it never changes; a later step changes what it did.</summary>
/// <param name="Version">Its number, one more than the step before.</param>
/// <param name="Name">What it does.</param>
/// <param name="Statements">Its statements in a database's words.</param>
internal sealed record Migration(int Version, string Name, Func<Dialect, string> Statements)
{
    /// <summary>All steps in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = [new(1, "devices, models, actions, rollouts", FirstSchema.Statements)];
}
