using System.Text.Json.Serialization;
using DenseEdge.Contracts;

namespace DenseEdge.Bundles.Golden;

/// <summary>How far one task was off.</summary>
/// <param name="Task">The task.</param>
/// <param name="Measure">What was measured, such as <c>changed labels</c>; see <see cref="GoldenTolerances"/>.</param>
/// <param name="Unit">Its unit: <c>share</c>, <c>relative</c>, <c>deg</c> or <c>probability</c>.</param>
/// <param name="Worst">The worst frame's.</param>
/// <param name="Limit">The most that is allowed.</param>
/// <param name="WorstFrame">Which frame that was, from 0.</param>
public sealed record GoldenDeviation(
    TaskKind Task,
    string Measure,
    string Unit,
    [property: JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] double Worst,
    double Limit,
    int WorstFrame)
{
    /// <summary>Whether it is within tolerance. Not a number never is.</summary>
    public bool Passed => Worst <= Limit;
}
