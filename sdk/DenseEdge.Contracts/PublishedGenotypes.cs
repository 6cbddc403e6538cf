namespace DenseEdge.Contracts;

/// <summary>The genotypes that the authors of ATRC publish with their code (ICCV 2021), found by 40 000 steps of
/// search.</summary>
public static class PublishedGenotypes
{
    private const int SearchSteps = 40_000;

    private static readonly TaskKind[] NyudTasks =
        [TaskKind.SemanticSegmentation, TaskKind.Depth, TaskKind.SurfaceNormals, TaskKind.Boundaries];

    private static readonly TaskKind[] PascalTasks =
    [
        TaskKind.SemanticSegmentation, TaskKind.HumanParts, TaskKind.Saliency, TaskKind.SurfaceNormals,
        TaskKind.Boundaries,
    ];

    /// <summary>NYUD-v2 with the backbone HRNet-W18-small.</summary>
    public static Genotype NyudHrNet18 { get; } = Read(
        NyudTasks,
        "3344",
        "4344",
        "4334",
        "3313");

    /// <summary>NYUD-v2 with the backbone HRNet-W48.</summary>
    public static Genotype NyudHrNet48 { get; } = Read(
        NyudTasks,
        "3004",
        "4114",
        "4114",
        "3333");

    /// <summary>PASCAL-Context with the backbone HRNet-W18-small.</summary>
    public static Genotype PascalHrNet18 { get; } = Read(
        PascalTasks,
        "33404",
        "33434",
        "33343",
        "33334",
        "33313");

    private static Genotype Read(TaskKind[] tasks, params ReadOnlySpan<string> rows)
    {
        ContextType[,] cells = new ContextType[tasks.Length, tasks.Length];
        for (int target = 0; target < tasks.Length; target++)
        {
            for (int source = 0; source < tasks.Length; source++)
            {
                cells[target, source] = (ContextType)(rows[target][source] - '0');
            }
        }

        return new Genotype(tasks, cells, SearchSteps);
    }
}
