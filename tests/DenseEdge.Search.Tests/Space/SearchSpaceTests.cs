using DenseEdge.Contracts;
using DenseEdge.Search.Space;

namespace DenseEdge.Search.Tests.Space;

public sealed class SearchSpaceTests
{
    private static readonly BackboneGrid Grid = new()
    {
        Backbones = ["mobilenet-v2", "hrnet-w18"],
        Necks = ["multi_level", "aspp"],
        Inputs = [(96, 160), (192, 320)],
        TaskChannels = [32, 64, 96],
        ContextChannels = [16],
    };

    [Fact]
    public void Count_IsGenotypesTimesSettings()
    {
        // Four tasks: 5^12 · 4^4 = 6.25e10 genotypes; 2 · 2 · 2 · 3 settings.
        SearchSpace space = new(new GenotypeSpace(PublishedGenotypes.NyudHrNet18.Tasks), Grid.Settings());

        Assert.Equal(62_500_000_000 * 24, space.Count);
        string text = space.ToString();
        Assert.StartsWith("1500000000000 networks: 62500000000 genotypes of semseg, depth, normals, edge with\n", text);
        Assert.Contains("\n  hrnet-w18, aspp, 96x160, 96 task channels, 16 context channels\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Contains_KnowsMasksAndSettings()
    {
        Genotype published = PublishedGenotypes.NyudHrNet18;
        IReadOnlyList<BackboneSetting> settings = Grid.Settings();
        SearchSpace whole = new(new GenotypeSpace(published.Tasks), [settings[3]]);
        SearchSpace masked = new(new GenotypeSpace(published.Tasks, [ContextType.TargetLabel]), [settings[3]]);

        Assert.True(whole.Contains(new SearchPoint(settings[3], published)));
        Assert.False(whole.Contains(new SearchPoint(settings[4], published)));
        Assert.False(whole.Contains(new SearchPoint(settings[3], PublishedGenotypes.PascalHrNet18)));
        Assert.False(masked.Contains(new SearchPoint(settings[3], published)));
    }

    [Fact]
    public void Point_ThroughJson_IsTheSame()
    {
        SearchPoint point = new(Grid.Settings()[5], PublishedGenotypes.PascalHrNet18);

        SearchPoint back = SearchPoint.Parse(point.ToJson());

        Assert.Equal(point, back);
        Assert.Contains("\"sal\": 4", point.ToJson(), StringComparison.Ordinal);
        Assert.StartsWith($"{point.Setting}\ntarget \\ source", back.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "JSON")]
    [InlineData("null", "JSON")]
    [InlineData("""{"setting": {}}""", "required")]
    [InlineData("""{"genotype": {"data": {"depth": {"depth": 7}}, "step": 0}}""", "a code from 0 to 4")]
    public void Point_OfAnotherText_SaysWhatIsWrong(string json, string message)
    {
        FormatException fault = Assert.Throws<FormatException>(() => SearchPoint.Parse(json));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Setting_OutOfRange_NamesEveryFault()
    {
        BackboneSetting setting = Grid.Settings()[0] with
        {
            Backbone = "",
            InputHeight = 31,
            TaskChannels = 12,
            ContextChannels = -8,
        };

        ArgumentException fault = Assert.Throws<ArgumentException>(setting.Validated);

        Assert.Contains("Backbone is empty.", fault.Message, StringComparison.Ordinal);
        Assert.Contains("InputHeight must be at least 32, got 31.", fault.Message, StringComparison.Ordinal);
        Assert.Contains("TaskChannels must be a multiple of 8, or 0 for the reference's, got 12.", fault.Message);
        Assert.Contains("got -8.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Space_WithASettingTwice_IsRefused()
    {
        BackboneSetting setting = Grid.Settings()[0];

        ArgumentException fault = Assert.Throws<ArgumentException>(
            () => new SearchSpace(new GenotypeSpace([TaskKind.Depth]), [setting, setting with { }]));

        Assert.Contains("got 2, 1 of them different", fault.Message, StringComparison.Ordinal);
    }
}
