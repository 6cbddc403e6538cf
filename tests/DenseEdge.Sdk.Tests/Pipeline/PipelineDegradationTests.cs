using DenseEdge.Contracts;
using DenseEdge.Sdk.Pipeline;
using DenseEdge.Sdk.Pipeline.Degradation;
using DenseEdge.Sdk.Tests.Pipeline.Support;
using DenseEdge.Telemetry;

namespace DenseEdge.Sdk.Tests.Pipeline;

public sealed class PipelineDegradationTests : IDisposable
{
    private const double HalfSecondMs = 500;

    private static readonly DegradationStep NoBoundaries = DegradationStep.DropHeads(TaskKind.Boundaries);
    private static readonly DegradationStep Small = DegradationStep.UseModel("small.onnx");

    private readonly string _board = Directory.CreateTempSubdirectory("denseedge-board").FullName;
    private readonly GatedPredictor _small = new() { Tasks = TaskSet.Of(TaskKind.SemanticSegmentation, TaskKind.Boundaries) };
    private readonly List<string> _events = [];
    private string? _reason;
    private volatile int _toldLevel;

    [Fact]
    public void Overload_TakesTheStepsInOrderAndCalmTakesThemBackInReverse()
    {
        using PipelineRig rig = Make(Options(NoBoundaries, Small));
        List<string> asked = [];
        rig.Predictor.OnRun = (_, tasks) => Ask("full", tasks);
        _small.OnRun = (_, tasks) => Ask("small", tasks);

        Step(rig, 150, level: 1);
        Step(rig, 150, level: 2);
        Step(rig, 150, level: 2);
        Step(rig, 10, level: 1);
        Step(rig, 10, level: 0);
        Step(rig, 10, level: 0);

        Assert.Equal(
            [
                "full semseg,depth,edge", "full semseg,depth", "small semseg", "small semseg", "full semseg,depth",
                "full semseg,depth,edge",
            ],
            asked.Chunk(5).Select(results => Assert.Single(results.Distinct())));
        Assert.Equal(
            [
                "1 drop edge Overload semseg,depth", "2 model small.onnx Overload semseg",
                "1 model small.onnx Recovery semseg,depth", "0 drop edge Recovery semseg,depth,edge",
            ],
            _events);

        void Ask(string model, TaskSet tasks)
        {
            asked.Add($"{model} {tasks}");
            rig.Time.AdvanceMs(HalfSecondMs);
        }
    }

    [Fact]
    public void Heat_OfTheBoard_TakesAStep()
    {
        string zone = Path.Combine(_board, "sys/class/thermal/thermal_zone0");
        Directory.CreateDirectory(zone);
        File.WriteAllText(Path.Combine(zone, "type"), "cpu\n");
        File.WriteAllText(Path.Combine(zone, "temp"), "91500\n");
        using BoardSensors sensors = BoardSensors.Open(_board);
        using PipelineRig rig = Make(new DegradationOptions
        {
            Steps = [NoBoundaries],
            TemperatureLimitCelsius = 90,
            HeatTime = TimeSpan.FromSeconds(2),
            Sensors = sensors,
        });
        rig.Predictor.OnRun = (_, _) => rig.Time.AdvanceMs(HalfSecondMs);

        Step(rig, 10, level: 1);

        Assert.Equal(["1 drop edge Heat semseg,depth"], _events);
        Assert.Equal("above 90 °C for 2 s (now 91.5 °C)", _reason);
    }

    [Fact]
    public void Steps_ArePreparedBeforeTheFirstFrame()
    {
        using PipelineRig rig = Make(Options(NoBoundaries, Small));

        Assert.Equal(["semseg,depth,edge", "semseg,depth"], rig.Predictor.Prepared);
        Assert.Equal(["semseg"], _small.Prepared);
    }

    [Fact]
    public void Models_OfSteps_AreDisposedWithThePipeline()
    {
        using PipelineRig rig = Make(Options(Small));
        rig.Start();
        Assert.False(_small.IsDisposed);

        rig.Pipeline.Dispose();

        Assert.True(_small.IsDisposed);
        Assert.False(rig.Predictor.IsDisposed);
    }

    [Fact]
    public void Steps_ThatChangeNothingOrLeaveNothing_AreRefused()
    {
        Assert.Contains(
            "expected some, not all, of the tasks that are still computed (semseg,depth,edge)",
            Refused(DegradationStep.DropHeads(TaskKind.Saliency)), StringComparison.Ordinal);
        Assert.Contains(
            "'drop semseg,depth': expected some", Refused(NoBoundaries, DegradationStep.DropHeads(
                TaskKind.SemanticSegmentation, TaskKind.Depth)), StringComparison.Ordinal);
        Assert.Contains("must hold at least one step", Refused(), StringComparison.Ordinal);
        string message = Refused(
            DegradationStep.DropHeads(TaskKind.SemanticSegmentation, TaskKind.Boundaries), Small);
        Assert.Contains("got one for semseg,edge", message, StringComparison.Ordinal);
        Assert.True(_small.IsDisposed);
    }

    public void Dispose() => Directory.Delete(_board, recursive: true);

    private static DegradationOptions Options(params DegradationStep[] steps)
        => new() { Steps = steps, AgeLimit = TimeSpan.FromMilliseconds(100), RecoveryTime = TimeSpan.FromSeconds(2) };

    private string Refused(params DegradationStep[] steps)
        => Assert.Throws<ArgumentException>(() => Make(Options(steps))).Message;

    private PipelineRig Make(DegradationOptions options)
    {
        PipelineRig rig = new(
            PipelineOptions.Live with { Degradation = options }, engineIsOpen: true, load: _ => _small);
        rig.Pipeline.DegradationChanged += (_, step) =>
        {
            _events.Add($"{step.Level} {step.Step} {step.Cause} {step.Tasks}");
            _reason = step.Reason;
            _toldLevel = step.Level;
        };
        return rig;
    }

    // Five results, half a second apart, span the 2 s that a step takes. The time passes while a frame is computed: the one before
    // has been looked at by then.
    private void Step(PipelineRig rig, double ageMs, int level)
    {
        rig.Source.AgeMs = ageMs - HalfSecondMs;
        for (int i = 0; i < 5; i++)
        {
            rig.Source.Give();
            rig.Read().Dispose();
        }

        Eventually.True(() => rig.Pipeline.DegradationLevel == level && _toldLevel == level);
    }
}
