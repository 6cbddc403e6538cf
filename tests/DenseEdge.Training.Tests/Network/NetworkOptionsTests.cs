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
