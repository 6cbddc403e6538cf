using DenseEdge.Contracts;
using DenseEdge.Training.Export;
using DenseEdge.Training.Network;
using DenseEdge.Training.Presets;

namespace DenseEdge.Training.Tests.Presets;

public sealed class NetworkPresetsTests
{
    public static TheoryData<string> Names => [.. NetworkPresets.All.Select(preset => preset.Name)];

    [Fact]
    public void All_HasEveryPublishedGenotypeAndNoNameTwice()
    {
        Assert.Equal(NetworkPresets.All.Count, NetworkPresets.All.Select(preset => preset.Name).Distinct().Count());
        Assert.Equal(PublishedGenotypes.NyudHrNet18, NetworkPresets.Find("nyud-hrnet18-atrc")!.Network.Genotype);
        Assert.Equal(PublishedGenotypes.NyudHrNet48, NetworkPresets.Find("nyud-hrnet48-atrc")!.Network.Genotype);
        Assert.Equal(PublishedGenotypes.PascalHrNet18, NetworkPresets.Find("pascal-hrnet18-atrc")!.Network.Genotype);
        Assert.Null(NetworkPresets.Find("nyud-hrnet99-atrc"));
    }

    [Fact]
    public void Presets_HaveTheClassesAndSizesOfTheBenchmarks()
    {
        NetworkOptions nyud = NetworkPresets.Find("nyud-hrnet18-atrc")!.Network;
        NetworkOptions pascal = NetworkPresets.Find("pascal-hrnet18-atrc")!.Network;

        Assert.Equal((425, 560), (nyud.InputHeight, nyud.InputWidth));
        Assert.Equal([40, 0, 0, 0], nyud.Tasks.Select(task => task.Classes.Count));
        Assert.Equal((512, 512), (pascal.InputHeight, pascal.InputWidth));
        Assert.Equal([21, 7, 0, 0, 0], pascal.Tasks.Select(task => task.Classes.Count));
    }

    /// <summary>Parameters as counted on the authors' modules, in millions.</summary>
    [Theory]
    [InlineData("nyud-hrnet18-multitask", 4.516)]
    [InlineData("nyud-hrnet18-all-none", 4.534)]
    [InlineData("nyud-hrnet18-all-global", 4.734)]
    [InlineData("nyud-hrnet18-all-local", 4.734)]
    [InlineData("nyud-hrnet18-all-tlabel", 5.061)]
    [InlineData("nyud-hrnet18-all-slabel", 5.061)]
    [InlineData("nyud-hrnet18-atrc", 5.061)]
    [InlineData("nyud-hrnet48-single-depth", 66.49)]
    [InlineData("nyud-hrnet48-multitask", 70.00)]
    [InlineData("nyud-hrnet48-atrc", 72.48)]
    [InlineData("pascal-hrnet18-multitask", 4.678)]
    [InlineData("pascal-hrnet18-atrc", 5.383)]
    public void Cost_OfAPaperNetwork_HasTheAuthorsParameters(string name, double millions)
        => Assert.Equal(millions, NetworkPresets.Find(name)!.Cost.Parameters / 1e6, millions > 10 ? 0.006 : 0.0006);

    [Theory]
    [InlineData("nyud-hrnet18-atrc")]
    [InlineData("nyud-mobilenet-atrc")]
    [InlineData("pascal-hrnet18-single-human-parts")]
    public void Cost_OfAPreset_IsWhatItsNetworkCosts(string name) => AssertCost(name);

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Category", "long")]
    public void Cost_OfEveryPreset_IsWhatItsNetworkCosts(string name) => AssertCost(name);

    private static void AssertCost(string name)
    {
        NetworkPreset preset = NetworkPresets.Find(name)!;
        using MultiTaskNetwork network = MultiTaskNetwork.Create(preset.Network);

        NetworkCost counted = NetworkCost.Of(network);

        Assert.Equal(new PresetCost(counted.Parameters, counted.MultiplyAdds), preset.Cost);
    }
}
