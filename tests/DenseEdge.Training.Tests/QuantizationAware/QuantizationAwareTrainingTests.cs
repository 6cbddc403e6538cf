using DenseEdge.Onnx;
using DenseEdge.Quantization.Integers;
using DenseEdge.Training.Engine;
using DenseEdge.Training.QuantizationAware;
using TorchSharp;

namespace DenseEdge.Training.Tests.QuantizationAware;

public sealed class QuantizationAwareTrainingTests
{
    private static readonly QuantizationAwareOptions Options = new()
    {
        Steps = 12,
        LearningRate = 0.1,
        LimitsPairs = true,
    };

    [Fact]
    public void Run_ForAFewSteps_LowersTheLoss()
    {
        QuantizedRooms rooms = QuantizedRooms.Make(IntegerFlavor.Cpu);
        using QuantizationAwareTraining training = QuantizationAwareTraining.Start(
            rooms.Quantized, rooms.Original, rooms.Run, Options with { LabelWeight = 1, TeacherWeight = 0 }, rooms.Samples);

        TrainingOutcome outcome = training.Run(progress: null, CancellationToken.None);

        double[] losses = [.. training.History.Rows.Select(row => row.Values[0])];
        Assert.Equal((12, true), (outcome.Steps, outcome.Finished));
        Assert.True(losses.TakeLast(3).Average() < 0.9 * losses.Take(3).Average(), string.Join(" ", losses));
    }

    [Fact]
    public void Run_Twice_GivesTheSameModel()
    {
        QuantizedRooms rooms = QuantizedRooms.Make(IntegerFlavor.Cpu);

        Assert.Equal(Train(rooms).ToBytes(), Train(rooms).ToBytes());

        OnnxModel Train(QuantizedRooms source)
        {
            using QuantizationAwareTraining training = QuantizationAwareTraining.Start(
                source.Quantized, source.Original, source.Run, Options with { Steps = 2 }, source.Samples);
            training.Run(progress: null, CancellationToken.None);
            return training.ToModel();
        }
    }

    [Fact]
    public void Run_LeavesNoTensorBehind()
    {
        QuantizedRooms rooms = QuantizedRooms.Make(IntegerFlavor.TensorRtWeak);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (QuantizationAwareTraining training = QuantizationAwareTraining.Start(
            rooms.Quantized, rooms.Original, rooms.Run, Options with { Steps = 2 }, rooms.Samples))
        {
            training.Run(progress: null, CancellationToken.None);
            _ = training.ToModel();
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Run_Cancelled_EndsAfterTheStep()
    {
        QuantizedRooms rooms = QuantizedRooms.Make(IntegerFlavor.Cpu);
        using QuantizationAwareTraining training =
            QuantizationAwareTraining.Start(rooms.Quantized, rooms.Original, rooms.Run, Options, rooms.Samples);
        using CancellationTokenSource cancellation = new();
        cancellation.Cancel();

        Assert.Equal((0, false), training.Run(progress: null, cancellation.Token) is var outcome
            ? (outcome.Steps, outcome.Finished)
            : default);
    }

    [Fact]
    public void Start_WrongOptions_ListsEveryFault()
    {
        ArgumentException failure = Assert.Throws<ArgumentException>(
            () => new QuantizationAwareOptions { LearningRate = -1, AverageDecay = 2 }.Validated());

        Assert.Contains("LearningRate", failure.Message, StringComparison.Ordinal);
        Assert.Contains("AverageDecay", failure.Message, StringComparison.Ordinal);
        Assert.Contains("exactly one of Steps and BudgetSeconds", failure.Message, StringComparison.Ordinal);
    }
}
