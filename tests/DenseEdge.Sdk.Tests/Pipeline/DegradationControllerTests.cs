using DenseEdge.Contracts;
using DenseEdge.Sdk.Pipeline.Degradation;
using DenseEdge.Sdk.Tests.Pipeline.Support;

namespace DenseEdge.Sdk.Tests.Pipeline;

public sealed class DegradationControllerTests
{
    private readonly ManualTime _time = new();
    private readonly List<(DegradationCause Cause, double AtSeconds)> _steps = [];
    private double _seconds;

    [Fact]
    public void Observe_OfLastingOverload_TakesOneStepAfterAnother()
    {
        DegradationController controller = Make();

        Run(controller, 10, ageMs: 120);

        // The first look is at 0 s; a step needs 2 s of overload, and the next one 2 s more from the look after it.
        Assert.Equal([(DegradationCause.Overload, 2), (DegradationCause.Overload, 4.1)], Rounded());
        Assert.Equal(2, controller.Level);
    }

    [Fact]
    public void Observe_OfOverloadThatPauses_TakesNoStep()
    {
        DegradationController controller = Make();
        for (int i = 0; i < 10; i++)
        {
            Run(controller, 1.9, ageMs: 120);
            Run(controller, 0.1, ageMs: 99);
        }

        Assert.Equal(0, controller.Level);
    }

    [Fact]
    public void Observe_BetweenTheLimits_ChangesNothing()
    {
        DegradationController controller = Make();
        Run(controller, 2.1, ageMs: 120);

        // Recovery wants 70 ms and less.
        Run(controller, 100, ageMs: 71);
        Assert.Equal(1, controller.Level);
        Run(controller, 10.1, ageMs: 69);
        Assert.Equal(0, controller.Level);
    }

    [Fact]
    public void Observe_OfCalm_TakesStepsBackOneAtATime()
    {
        DegradationController controller = Make();
        Run(controller, 4.2, ageMs: 120);
        _steps.Clear();

        Run(controller, 30, ageMs: 10);

        Assert.Equal([DegradationCause.Recovery, DegradationCause.Recovery], _steps.Select(step => step.Cause));
        Assert.Equal(10.1, _steps[1].AtSeconds - _steps[0].AtSeconds, 0.01);
        Assert.Equal(0, controller.Level);
    }

    [Fact]
    public void Observe_OfARecoveryThatFails_DoublesTheWaitUntilOneLasts()
    {
        DegradationController controller = Make();
        Run(controller, 2.1, ageMs: 120);
        foreach (int waitSeconds in new[] { 10, 20, 40 })
        {
            Assert.Equal(waitSeconds, controller.RecoveryTime.TotalSeconds);
            Run(controller, waitSeconds + 0.1, ageMs: 10);
            Assert.Equal(0, controller.Level);
            Run(controller, 2.1, ageMs: 120);
            Assert.Equal(1, controller.Level);
        }

        Run(controller, 80.1, ageMs: 10);
        Assert.Equal(0, controller.Level);
        Run(controller, 80.1, ageMs: 10);
        Run(controller, 2.1, ageMs: 120);
        Assert.Equal((1, 10), (controller.Level, controller.RecoveryTime.TotalSeconds));
    }

    [Fact]
    public void Observe_OfHeat_WaitsLongerAndRecoversWellBelow()
    {
        DegradationController controller = Make();
        Run(controller, 19.9, ageMs: 10, celsius: 91);
        Assert.Equal(0, controller.Level);
        Run(controller, 0.3, ageMs: 10, celsius: 91);
        Assert.Equal(1, controller.Level);
        Assert.Equal(DegradationCause.Heat, _steps[0].Cause);

        Run(controller, 30, ageMs: 10, celsius: 86);
        Assert.Equal(1, controller.Level);
        Run(controller, 10.1, ageMs: 10, celsius: 84);
        Assert.Equal(0, controller.Level);
    }

    [Fact]
    public void Observe_WithoutASensor_GoesByAgeAlone()
    {
        DegradationController controller = Make();
        Run(controller, 2.1, ageMs: 120, celsius: null);
        Run(controller, 10.1, ageMs: 10, celsius: null);

        Assert.Equal([DegradationCause.Overload, DegradationCause.Recovery], _steps.Select(step => step.Cause));
    }

    // Ten results a second.
    private void Run(DegradationController controller, double seconds, double ageMs, double? celsius = 40)
    {
        for (int i = 0; i < (int)Math.Round(seconds * 10); i++)
        {
            if (controller.Observe(TimeSpan.FromMilliseconds(ageMs), celsius) is { } cause)
            {
                _steps.Add((cause, _seconds));
            }

            _time.AdvanceMs(100);
            _seconds += 0.1;
        }
    }

    private IEnumerable<(DegradationCause Cause, double AtSeconds)> Rounded()
        => _steps.Select(step => (step.Cause, Math.Round(step.AtSeconds, 1)));

    private DegradationController Make() => new(
        new DegradationOptions
        {
            Steps = [DegradationStep.DropHeads(TaskKind.Boundaries), DegradationStep.DropHeads(TaskKind.Depth)],
            AgeLimit = TimeSpan.FromMilliseconds(100),
            TemperatureLimitCelsius = 90,
        },
        stepCount: 2, _time);
}
