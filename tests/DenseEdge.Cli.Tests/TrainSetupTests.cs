using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;

namespace DenseEdge.Cli.Tests;

public sealed class TrainSetupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-setup-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Configure_WithoutFlags_IsTheRecipe()
    {
        RunConfiguration made = Configure(new TrainArguments { Data = DataSets.Synthetic });

        Assert.Equal(BackboneKind.MobileNetV2, made.Network.Backbone);
        Assert.Equal(RefinementKind.Atrc, made.Network.Refinement);
        Assert.Equal(64, made.Network.NeckChannels);
        Assert.NotNull(made.Training.BudgetSeconds);
    }

    [Fact]
    public void Configure_WithEveryFlag_MakesThatNetwork()
    {
        NetworkOptions made = Configure(new TrainArguments
        {
            Data = DataSets.Synthetic,
            Backbone = "resnet-50",
            OutputStride = 8,
            Neck = "aspp",
            Encoder = "branched:3:normals;depth,semseg",
            Refinement = "cross-stitch",
            Tasks = "normals,depth,semseg",
            Steps = 7,
        }).Network;

        Assert.Equal(BackboneKind.ResNet50, made.Backbone);
        Assert.Equal(8, made.OutputStride);
        Assert.Equal(NeckKind.Aspp, made.Neck);
        Assert.Equal(RefinementKind.CrossStitch, made.Refinement);
        Assert.Null(made.Genotype);
        Assert.Equal(3, made.Split!.AfterStage);
        Assert.Equal([TaskKind.Depth, TaskKind.SemanticSegmentation], made.Split.Groups[1]);
        Assert.Equal(
            [TaskKind.SurfaceNormals, TaskKind.Depth, TaskKind.SemanticSegmentation], made.Tasks.Select(task => task.Kind));
    }

    [Fact]
    public void Configure_OfAnHrNet_TakesThePapersWidths()
    {
        NetworkOptions made = Configure(new TrainArguments { Data = DataSets.Synthetic, Backbone = "hrnet-w48" }).Network;

        Assert.Equal(BackboneKind.HrNetW48, made.Backbone);
        Assert.Equal((0, 0, 0), (made.NeckChannels, made.TaskChannels, made.ContextChannels));
    }

    [Fact]
    public void Configure_WithAFileAndFlags_TakesTheFlagsFirst()
    {
        string file = Path.Combine(_folder, "x.json");
        File.WriteAllText(
            file,
            """
            {"network": {"refinement": "pad_net", "neck_channels": 32}, "training": {"steps": 9, "seed": 4, "batch_size": 2}}
            """);

        RunConfiguration made = Configure(new TrainArguments
        {
            Data = DataSets.Synthetic,
            Config = file,
            Refinement = "none",
            Seed = 5,
        });

        Assert.Equal(RefinementKind.None, made.Network.Refinement);
        Assert.Equal(32, made.Network.NeckChannels);
        Assert.Equal(9, made.Training.Steps);
        Assert.Null(made.Training.BudgetSeconds);
        Assert.Equal((5, 2), (made.Training.Seed, made.Training.BatchSize));
        Assert.Equal("synthetic-rooms", made.DataName);
    }

    [Fact]
    public void Configure_WithAGenotypeInAnotherOrder_PutsItIntoTheTasks()
    {
        string file = Path.Combine(_folder, "genotype.json");
        File.WriteAllText(
            file, """{"data": {"depth": {"depth": 1, "semseg": 4}, "semseg": {"depth": 0, "semseg": 3}}, "step": 5}""");

        NetworkOptions made = Configure(
            new TrainArguments { Data = DataSets.Synthetic, Tasks = "semseg,depth", Genotype = file }).Network;

        Assert.Equal(ContextType.SourceLabel, made.Genotype![TaskKind.Depth, TaskKind.SemanticSegmentation]);
        Assert.Equal(ContextType.None, made.Genotype[TaskKind.SemanticSegmentation, TaskKind.Depth]);
    }

    private static RunConfiguration Configure(TrainArguments arguments)
        => TrainSetup.Configure(arguments, DataSets.Open(arguments.Data, (64, 96)));
}
