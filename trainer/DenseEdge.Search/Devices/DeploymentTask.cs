using DenseEdge.Contracts;

namespace DenseEdge.Search.Devices;

/// <summary>A task of a deployed network.</summary>
/// <param name="Kind">The task.</param>
/// <param name="Classes">How many classes it has; 0 for tasks without classes.</param>
public sealed record DeploymentTask(TaskKind Kind, int Classes)
{
    /// <summary>Writes the key, with the classes where there are some: "semseg:40".</summary>
    public override string ToString() => Classes == 0 ? Kind.Key() : $"{Kind.Key()}:{Classes}";
}
