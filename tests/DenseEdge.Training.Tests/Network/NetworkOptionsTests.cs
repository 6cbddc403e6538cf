using DenseEdge.Contracts;
using DenseEdge.Training.Network;

namespace DenseEdge.Training.Tests.Network;

public sealed class NetworkOptionsTests
{
    [Fact]
    public void FromJson_OfToJson_GivesEqualOptions()
    {
        NetworkOptions options = Networks.Small with { Backbone = BackboneKind.HrNetW18Small, DepthMaxMeters = 5.5 };

        NetworkOptions read = NetworkOptions.FromJson(options.ToJson());

        Assert.Equal(options.ToJson(), read.ToJson());
        Assert.Equal(options.Genotype, read.Genotype);
        Assert.Equal(BackboneKind.HrNetW18Small, read.Backbone);
        Assert.Equal(5.5, read.DepthMaxMeters);
    }

    [Fact]
    public void ToJson_OfAnyOptions_UsesSnakeCaseAndTaskKeys()
    {
        string json = Networks.Small.ToJson();

        Assert.Contains("\"neck_channels\": 16", json, StringComparison.Ordinal);
        Assert.Contains("\"kind\": \"semseg\"", json, StringComparison.Ordinal);
        Assert.Contains("\"refinement\": \"atrc\"", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{\"input_height\": 64}")]
    [InlineData("{\"tasks\": [{\"kind\": \"telepathy\"}], \"input_height\": 64, \"input_width\": 64}")]
    [InlineData("{\"tasks\": [{\"kind\": \"depth\"}], \"input_height\": 64, \"input_width\": 64, \"unknown\": 1}")]
    public void FromJson_OfSomethingElse_Throws(string json)
        => Assert.Throws<InvalidDataException>(() => NetworkOptions.FromJson(json));

    [Fact]
    public void FromJson_WithManyFaults_ListsAllOfThemWithTheirPlaces()
    {
        const string Json = """
            {
              "backbone": "alexnet", "neck": 3, "input_height": "tall", "widht": 3,
              "tasks": [{"kind": "depth"}, {"kind": "telepathy", "colour": 1}], "loss": {}
            }
            """;

        string message = Assert.Throws<InvalidDataException>(() => NetworkOptions.FromJson(Json)).Message;

        Assert.Contains("backbone: expected one of mobile_net_v2, hr_net_w18_small, ", message, StringComparison.Ordinal);
        Assert.Contains("found \"alexnet\".", message, StringComparison.Ordinal);
        Assert.Contains("neck: expected one of multi_level, aspp, found 3.", message, StringComparison.Ordinal);
        Assert.Contains("input_height: ", message, StringComparison.Ordinal);
        Assert.Contains("widht is unknown; known here: backbone, ", message, StringComparison.Ordinal);
        Assert.Contains("tasks[1].kind: ", message, StringComparison.Ordinal);
        Assert.Contains("tasks[1].colour is unknown", message, StringComparison.Ordinal);
        Assert.Contains("input_width is missing.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromJson_OfOptionsFromBeforeNecksAndSplits_TakesTheDefaults()
    {
        const string Old = """
            {
              "backbone": "mobile_net_v2", "tasks": [{"kind": "depth", "classes": []}], "neck_channels": 64,
              "task_channels": 48, "context_channels": 24, "refinement": "none", "genotype": null,
              "depth_min_meters": 0.7, "depth_max_meters": 10, "input_height": 64, "input_width": 96
            }
            """;

        NetworkOptions options = NetworkOptions.FromJson(Old);

        Assert.Equal(NeckKind.MultiLevel, options.Neck);
        Assert.Null(options.Split);
        Assert.Equal(64, options.NeckChannels);
    }

    [Fact]
    public void Validated_WithManyFaults_ListsAllOfThem()
    {
        NetworkOptions options = new()
        {
            Tasks =
            [
                new TaskSpec { Kind = TaskKind.Depth }, new TaskSpec { Kind = TaskKind.Depth },
                new TaskSpec { Kind = TaskKind.HumanParts, Classes = Networks.Classes(1) },
            ],
            Refinement = RefinementKind.Atrc,
            NeckChannels = -1,
            DepthMinMeters = 3,
            DepthMaxMeters = 2,
            InputHeight = 31,
            InputWidth = 32,
        };

        string message = Assert.Throws<ArgumentException>(() => options.Validated()).Message;

        Assert.Contains("Tasks contains depth 2 times.", message, StringComparison.Ordinal);
        Assert.Contains("human_parts needs 2 to 255 classes, got 1.", message, StringComparison.Ordinal);
        Assert.Contains("NeckChannels must be at least 0, got -1.", message, StringComparison.Ordinal);
        Assert.Contains("InputHeight must be at least 32, got 31.", message, StringComparison.Ordinal);
        Assert.Contains("The depth range must satisfy 0 < min < max, got 3 to 2 m.", message, StringComparison.Ordinal);
        Assert.Contains("Refinement atrc needs a genotype.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validated_WithAGenotypeOfOtherTasks_NamesBoth()
    {
        NetworkOptions options = Networks.Small with { Genotype = PublishedGenotypes.PascalHrNet18 };

        string message = Assert.Throws<ArgumentException>(() => options.Validated()).Message;

        Assert.Contains("(semseg, human_parts, sal, normals, edge)", message, StringComparison.Ordinal);
        Assert.Contains("(semseg, depth, normals, edge)", message, StringComparison.Ordinal);
    }
}
