namespace DenseEdge.Contracts.Tests;

public sealed class GenotypeTests
{
    private static readonly TaskKind[] Pair = [TaskKind.Depth, TaskKind.Boundaries];

    [Fact]
    public void Parse_OfTheReferenceFormat_ReadsTargetsAsRows()
    {
        Genotype genotype = Genotype.Parse("""{"data": {"depth": {"depth": 1, "edge": 4}, "edge": {"edge": 2, "depth": 0}}, "step": 7}""");

        Assert.Equal(Pair, genotype.Tasks);
        Assert.Equal(ContextType.Global, genotype[TaskKind.Depth, TaskKind.Depth]);
        Assert.Equal(ContextType.SourceLabel, genotype[TaskKind.Depth, TaskKind.Boundaries]);
        Assert.Equal(ContextType.None, genotype[TaskKind.Boundaries, TaskKind.Depth]);
        Assert.Equal(ContextType.Local, genotype[TaskKind.Boundaries, TaskKind.Boundaries]);
        Assert.Equal(7, genotype.Step);
    }

    [Fact]
    public void ToJson_ThenParse_GivesAnEqualGenotype()
    {
        Genotype published = PublishedGenotypes.PascalHrNet18;

        Genotype copy = Genotype.Parse(published.ToJson());

        Assert.Equal(published, copy);
        Assert.Equal(published.GetHashCode(), copy.GetHashCode());
        Assert.Equal(40_000, copy.Step);
    }

    [Theory]
    [InlineData("nonsense", "Expected a genotype as JSON")]
    [InlineData("{}", "no object \"data\"")]
    [InlineData("""{"data": {}}""", "different tasks")]
    [InlineData("""{"data": {"deep": {"deep": 1}}}""", "found 'deep'")]
    [InlineData("""{"data": {"depth": {"edge": 1}}}""", "expected the sources depth for the target depth, found edge")]
    [InlineData("""{"data": {"depth": {"depth": 5}}}""", "expected a code from 0 to 4 for depth <- depth, found 5")]
    [InlineData("""{"data": {"depth": {"depth": "global"}}}""", "found \"global\"")]
    [InlineData("""{"data": {"depth": {"depth": 1}}, "step": -1}""", "expected a step of at least 0, found -1")]
    public void Parse_OfSomethingElse_SaysWhatIsWrong(string json, string expected)
    {
        FormatException exception = Assert.Throws<FormatException>(() => Genotype.Parse(json));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_WithAnotherNumberOfCells_NamesBothSizes()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new Genotype(Pair, new ContextType[2, 3]));

        Assert.Contains("Expected 2x2 cells for [depth, edge], got 2x3", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_WithATaskTwice_IsRefused()
        => Assert.Throws<ArgumentException>(() => new Genotype([TaskKind.Depth, TaskKind.Depth], new ContextType[2, 2]));

    [Fact]
    public void Constructor_WithAnUnknownCode_IsRefused()
        => Assert.Throws<ArgumentException>(() => new Genotype([TaskKind.Depth], new[,] { { (ContextType)9 } }));

    [Fact]
    public void Indexer_WithAnotherTask_ListsTheTasks()
    {
        Genotype genotype = Genotype.Uniform(Pair, ContextType.Local);

        ArgumentException exception = Assert.Throws<ArgumentException>(() => genotype[TaskKind.Saliency, TaskKind.Depth]);

        Assert.Contains("[depth, edge], got sal", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SelectedSources_SkipsNone_AndKeepsTaskOrder()
    {
        Assert.Equal(
            [TaskKind.SemanticSegmentation, TaskKind.Boundaries],
            PublishedGenotypes.NyudHrNet48.SelectedSources(TaskKind.SemanticSegmentation));
        Assert.Empty(Genotype.Uniform(Pair, ContextType.None).SelectedSources(TaskKind.Depth));
    }

    [Fact]
    public void TasksWithAuxiliaryHead_FollowsTargetAndSourceLabels()
    {
        // The reference builds these heads: all four for HRNet18, two for HRNet48 (section 1.3 and 2 of the
        // specification).
        Assert.Equal(PublishedGenotypes.NyudHrNet18.Tasks, PublishedGenotypes.NyudHrNet18.TasksWithAuxiliaryHead);
        Assert.Equal(
            [TaskKind.SemanticSegmentation, TaskKind.Boundaries], PublishedGenotypes.NyudHrNet48.TasksWithAuxiliaryHead);

        Genotype target = new(Pair, new[,] { { ContextType.None, ContextType.TargetLabel }, { ContextType.Local, ContextType.Local } });
        Genotype source = new(Pair, new[,] { { ContextType.None, ContextType.SourceLabel }, { ContextType.Local, ContextType.Local } });
        Assert.Equal([TaskKind.Depth], target.TasksWithAuxiliaryHead);
        Assert.Equal([TaskKind.Boundaries], source.TasksWithAuxiliaryHead);
    }

    [Fact]
    public void Published_HoldsTheCodesOfTheReferenceFiles()
    {
        Genotype nyud = PublishedGenotypes.NyudHrNet18;

        Assert.Equal(ContextType.Global, nyud[TaskKind.Boundaries, TaskKind.SurfaceNormals]);
        Assert.Equal(ContextType.SourceLabel, nyud[TaskKind.Depth, TaskKind.SemanticSegmentation]);
        Assert.Equal(ContextType.TargetLabel, nyud[TaskKind.SurfaceNormals, TaskKind.Depth]);
        Assert.Equal(
            ContextType.None, PublishedGenotypes.PascalHrNet18[TaskKind.SemanticSegmentation, TaskKind.SurfaceNormals]);
    }

    [Fact]
    public void ToString_PrintsAGrid()
    {
        Genotype genotype = new(Pair, new[,] { { ContextType.None, ContextType.TargetLabel }, { ContextType.Global, ContextType.Local } });

        Assert.Equal(
            """
            target \ source    depth     edge
            depth                  -  t-label
            edge              global    local
            """,
            genotype.ToString());
    }

    [Fact]
    public void Equals_WithAnotherOrderOfTasks_IsFalse()
        => Assert.NotEqual(
            Genotype.Uniform(Pair, ContextType.Local),
            Genotype.Uniform([TaskKind.Boundaries, TaskKind.Depth], ContextType.Local));
}
