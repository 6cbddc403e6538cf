using DenseEdge.Cli.Searching;
using DenseEdge.Search.Devices;
using DenseEdge.Search.Studies;

namespace DenseEdge.Cli.Tests.Searching;

public sealed class SearchPlannerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-search-plan-").FullName;

    private string ProfilePath => Path.Combine(_folder, "device.json");

    [Fact]
    public void Plan_WithNothingSaidAboutTheNetwork_TakesTheProfilesOne()
    {
        DeviceProfile profile = RecordedDevice.Write(ProfilePath);

        SearchPlan plan = SearchPlanner.Plan(Arguments());

        Assert.Equal((64, 96), (plan.Settings.Supernet.Network.InputHeight, plan.Settings.Supernet.Network.InputWidth));
        Assert.Equal(profile.Tasks, plan.Settings.Supernet.Network.Tasks.Select(task => task.Kind));
        Assert.Equal([5.5, 7.0], plan.BudgetsMs);
        Assert.Equal(7.0, plan.Settings.PressureMs);
        Assert.Equal("local", plan.DeviceName);
    }

    [Fact]
    public void Plan_OfOtherBudgetsForAStudyThatIsThere_LeavesItsSettingsAsTheyAre()
    {
        RecordedDevice.Write(ProfilePath);
        SearchArguments first = Arguments() with { Out = Path.Combine(_folder, "study") };
        StudyFolder.OpenOrStart(first.Out, SearchPlanner.Plan(first).Settings.ToJson());

        SearchPlan plan = SearchPlanner.Plan(first with { BudgetMs = "4.5,6,6.5", CompareSeeds = 3, StandAlone = 10 });

        Assert.Equal([4.5, 6, 6.5], plan.BudgetsMs);
        Assert.Equal(7.0, plan.Settings.PressureMs);
        StudyFolder.OpenOrStart(first.Out, plan.Settings.ToJson());
    }

    [Theory]
    [InlineData(0, 5, "--compare, found 0")]
    [InlineData(3, 1, "--stand-alone, found 1")]
    public void Plan_OfTooFewToCompare_SaysSo(int seeds, int networks, string expected)
    {
        RecordedDevice.Write(ProfilePath);

        ArgumentException fault = Assert.Throws<ArgumentException>(
            () => SearchPlanner.Plan(Arguments() with { CompareSeeds = seeds, StandAlone = networks }));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_ThroughJson_AreTheSame()
    {
        RecordedDevice.Write(ProfilePath);
        SearchSettings settings = SearchPlanner.Plan(Arguments()).Settings;

        string again = SearchSettings.FromJson(settings.ToJson(), "settings").ToJson().ToJsonString();

        Assert.Equal(settings.ToJson().ToJsonString(), again);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-12")]
    [InlineData("12,soon")]
    [InlineData("NaN")]
    [InlineData("")]
    public void Plan_OfABudgetThatIsNone_SaysSo(string budgets)
    {
        RecordedDevice.Write(ProfilePath);

        ArgumentException fault = Assert.Throws<ArgumentException>(
            () => SearchPlanner.Plan(Arguments() with { BudgetMs = budgets }));

        Assert.Contains("Expected budgets above 0 ms", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_OfAnotherPrecisionOrSizeThanTheProfile_NamesBoth()
    {
        RecordedDevice.Write(ProfilePath);

        InvalidDataException precision = Assert.Throws<InvalidDataException>(
            () => SearchPlanner.Plan(Arguments() with { Precision = "fp16" }));
        InvalidDataException size = Assert.Throws<InvalidDataException>(
            () => SearchPlanner.Plan(Arguments() with { Size = (96, 128) }));

        Assert.Contains("precision: fp32 here, fp16 there", precision.Message, StringComparison.Ordinal);
        Assert.Contains("input: 64x96 here, 96x128 there", size.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_OfADeviceWithoutProfile_SaysHowToMakeOne()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(
            () => SearchPlanner.Plan(Arguments() with { Device = "ssh://pi@board" }));

        Assert.Contains("denseedge profile --device ssh://pi@board", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_OfAReplay_TakesItsFileAsProfileToo()
    {
        RecordedDevice.Write(ProfilePath);

        SearchPlan plan = SearchPlanner.Plan(Arguments() with { Device = $"replay:{ProfilePath}" });

        Assert.Equal((ProfilePath, $"replay:{ProfilePath}"), (plan.ProfilePath, plan.DeviceName));
    }

    [Fact]
    public void Plan_OfCountsBelow1_ListsAllOfThem()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(
            () => SearchPlanner.Plan(Arguments() with { SupernetSteps = 0, Workers = -1 }));

        Assert.Contains("--supernet-steps, found 0", fault.Message, StringComparison.Ordinal);
        Assert.Contains("--workers, found -1", fault.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private SearchArguments Arguments() => new()
    {
        Data = "synthetic",
        Device = ProfilePath,
        BudgetMs = "7,5.5,7",
        Out = Path.Combine(_folder, "study"),
        TrainingThreads = 1,
    };
}
