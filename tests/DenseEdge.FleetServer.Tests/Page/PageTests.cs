using System.Text.Json;
using DenseEdge.FleetApi;
using DenseEdge.FleetServer.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DenseEdge.FleetServer.Tests.Page;

/// <summary>What a person does on the page, against a real node.</summary>
public sealed class PageTests(PageFixture fixture) : IClassFixture<PageFixture>
{
    private static readonly string[] Places =
        ["#/", "#/devices", "#/devices/{device}", "#/models", "#/rollouts", "#/rollouts/{rollout}", "#/rollouts/new", "#/audit", "#/tokens"];

    private FleetNode Node => fixture.Node;

    [ChromiumFact]
    public async Task SignIn_WithAWrongToken_SaysSoAndThenTakesTheRightOne()
    {
        await using PageVisit visit = await fixture.OpenAsync(token: null);
        await visit.Page.GetByLabel("Token").FillAsync("de_wrong");
        await visit.Button("Sign in").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Expected a valid token");

        await visit.SignInAsync(Node.Viewer);

        await Expect(visit.Page.GetByText("Live", new PageGetByTextOptions { Exact = true })).ToBeVisibleAsync();
        Assert.Null(await visit.Page.EvaluateAsync<string?>("() => localStorage.getItem('denseedge-fleet-token')"));
    }

    [ChromiumFact]
    public async Task Device_MadeOnThePage_PollsWithTheTokenThatWasShown()
    {
        await using PageVisit visit = await fixture.OpenAsync(Node.Operator, "#/devices");
        await visit.Button("New device").ClickAsync();
        await visit.Dialog.GetByLabel("Device id").FillAsync("made-here");
        await visit.Dialog.GetByLabel("Tags").FillAsync("hall-a, canary");
        await visit.DialogButton("Make device").ClickAsync();
        string token = await visit.Dialog.Locator("code").InnerTextAsync();
        await visit.DialogButton("Done").ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "made-here" })).ToBeVisibleAsync();
        DdiDevice device = new(Node, "made-here", $"TargetToken {token}");
        JsonElement poll = await device.PollAsync();
        Assert.True(poll.TryGetProperty("config", out _));
        using FleetClient client = Node.Client(Node.Viewer);
        Assert.Equal(["canary", "hall-a"], (await client.GetDeviceAsync("made-here", CancellationToken.None)).Tags.Order());
    }

    [ChromiumFact]
    public async Task Filter_WithAFault_ShowsWhereItIsAndKeepsTheTable()
    {
        await Node.AddDeviceAsync("stays-shown");
        await using PageVisit visit = await fixture.OpenAsync(Node.Viewer, "#/devices");
        await visit.Page.GetByLabel("Filter").FillAsync("id=stays-shown and");

        await Expect(visit.Page.Locator("#filter-fault")).ToContainTextAsync("xpected");
        await Expect(visit.Page.GetByLabel("Filter")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(visit.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "stays-shown" })).ToBeVisibleAsync();

        await visit.Page.GetByLabel("Filter").FillAsync("id=stays-shown");
        await Expect(visit.Page.GetByText("1 match", new PageGetByTextOptions { Exact = true })).ToBeVisibleAsync();
    }

    [ChromiumFact]
    public async Task File_PublishedOnThePage_IsListed()
    {
        await using PageVisit visit = await fixture.OpenAsync(Node.Operator, "#/models");
        await visit.Button("Publish a file").ClickAsync();
        await visit.Dialog.GetByLabel("File", new LocatorGetByLabelOptions { Exact = true }).SetInputFilesAsync(
            new FilePayload { Name = "scene.swu", MimeType = "application/octet-stream", Buffer = "forty-two bytes of a model, more or less.."u8.ToArray() });
        await visit.Dialog.GetByLabel("Model name").FillAsync("published");
        await visit.Dialog.GetByLabel("Version").FillAsync("4.2");
        await visit.DialogButton("Publish").ClickAsync();

        ILocator row = visit.Page.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = "published 4.2" });
        await Expect(row).ToContainTextAsync("42 B");
    }

    [ChromiumFact]
    public async Task Rollout_MadeOnThePage_ShowsProgressLiveAndStartsNobodyAfterItsAbort()
    {
        DdiDevice[] devices = await AddFieldAsync("live", 4);
        await Node.PublishAsync("live", "2.0", "a model"u8.ToArray());
        await using PageVisit visit = await fixture.OpenAsync(Node.Operator, "#/rollouts/new");
        await visit.Page.GetByLabel("Version").SelectOptionAsync(new SelectOptionValue { Label = "live 2.0" });
        await visit.Page.GetByLabel("Devices", new PageGetByLabelOptions { Exact = true }).FillAsync("site=live");
        await visit.Page.GetByLabel("Groups").FillAsync("canary:2, 100%");
        await visit.Page.GetByLabel("Soak time, min").FillAsync("0");
        await Expect(visit.Page.GetByText("4 devices match now.")).ToBeVisibleAsync();
        await visit.Page.GetByLabel("Start it now").CheckAsync();
        await visit.Button("Make rollout").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Progressbar, new PageGetByRoleOptions { Name = "Group canary" })).ToBeVisibleAsync();

        DdiDevice updated = await UpdateOneAsync(devices);

        ILocator canary = visit.Page.GetByRole(AriaRole.Progressbar, new PageGetByRoleOptions { Name = "Group canary" });
        await Expect(canary).ToHaveAttributeAsync("aria-valuenow", "50");
        await visit.Button("Abort").ClickAsync();
        await visit.DialogButton("Abort").ClickAsync();
        await Expect(visit.Page.Locator(".page-head .badge")).ToHaveTextAsync("aborted");
        foreach (DdiDevice device in devices.Where(device => device != updated))
        {
            Assert.Null(await device.LinkAsync("deploymentBase"));
        }
    }

    [ChromiumFact]
    public async Task Text_OfAHostileDevice_IsShownAsText()
    {
        const string Markup = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";
        const string Name = "<b>\">bold</b>";
        DdiDevice device = await Node.AddDeviceAsync("hostile");
        await PutAttributesAsync(device, new() { ["denseedge.board"] = Markup, [Name] = Markup, ["denseedge.model"] = Markup });
        await using PageVisit visit = await fixture.OpenAsync(Node.Viewer, "#/devices/hostile");

        await Expect(visit.Page.GetByText(Name, new PageGetByTextOptions { Exact = true })).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText(Markup, new PageGetByTextOptions { Exact = true }).First).ToBeVisibleAsync();
        foreach (string place in (IReadOnlyList<string>)["#/", "#/devices", "#/devices/hostile"])
        {
            await visit.GoAsync(place);
            Assert.Equal(0, await visit.Page.Locator("main img, main script, main b:text('bold')").CountAsync());
        }

        Assert.DoesNotContain("owned", await visit.Page.TitleAsync(), StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task Viewer_OnThePage_IsOfferedNothingThatWouldBeRefused()
    {
        await using PageVisit visit = await fixture.OpenAsync(Node.Viewer, "#/devices");
        Assert.Equal(0, await visit.Button("New device").CountAsync());
        Assert.Equal(0, await visit.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Tokens" }).CountAsync());
        await visit.GoAsync("#/models");
        Assert.Equal(0, await visit.Button("Publish a file").CountAsync());
    }

    [ChromiumFact]
    public async Task Keyboard_Alone_ReachesContentOpensADialogAndComesBack()
    {
        await using PageVisit visit = await fixture.OpenAsync(Node.Operator, "#/devices");
        ILocator skip = visit.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Skip to content" });
        for (int press = 0; press < 30 && !await skip.EvaluateAsync<bool>("link => link === document.activeElement"); press++)
        {
            await visit.Page.Keyboard.PressAsync("Shift+Tab");
        }

        await Expect(skip).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.PressAsync("Tab");
        await Expect(visit.Button("New device")).ToBeFocusedAsync();
        string outline = await visit.Button("New device").EvaluateAsync<string>("button => getComputedStyle(button).outlineStyle");
        Assert.Equal("solid", outline);

        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Dialog.GetByLabel("Device id")).ToBeFocusedAsync();
        for (int press = 0; press < 12; press++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            Assert.False(await visit.Page.EvaluateAsync<bool>("() => document.getElementById('app').contains(document.activeElement)"));
        }

        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Dialog).ToHaveCountAsync(0);
        await Expect(visit.Button("New device")).ToBeFocusedAsync();
    }

    [ChromiumFact]
    public async Task Place_OnAPhone_IsNotWiderThanTheWindow()
    {
        await using PageVisit visit = await fixture.OpenAsync(Node.Admin, width: 360);
        foreach (string place in await FilledPlacesAsync("phone"))
        {
            await visit.GoAsync(place);
            string[] faults = await visit.Page.EvaluateAsync<string[]>(PageAudit.Overflow);
            Assert.True(faults.Length == 0, $"{place}: {string.Join("; ", faults)}");
        }

        await visit.Button("Menu").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Devices", Exact = true }).ClickAsync();
        await Expect(visit.Heading).ToHaveTextAsync("Devices");
    }

    [ChromiumFact]
    public async Task Place_InLightAndDark_HasContrastNamesAndOrder()
    {
        string[] places = await FilledPlacesAsync("seen");
        foreach (ColorScheme theme in (IReadOnlyList<ColorScheme>)[ColorScheme.Light, ColorScheme.Dark])
        {
            await using PageVisit visit = await fixture.OpenAsync(Node.Admin, theme: theme);
            foreach (string place in places)
            {
                await visit.GoAsync(place);
                string[] contrast = await visit.Page.EvaluateAsync<string[]>(PageAudit.Contrast);
                string[] semantics = await visit.Page.EvaluateAsync<string[]>(PageAudit.Semantics);
                Assert.True(contrast.Length + semantics.Length == 0, $"{theme} {place}: {string.Join("; ", contrast.Concat(semantics))}");
            }
        }
    }

    [ChromiumFact]
    public async Task Theme_Chosen_StaysAfterAReload()
    {
        await using PageVisit visit = await fixture.OpenAsync(Node.Viewer);
        string light = await GroundAsync(visit);
        await visit.Page.GetByLabel("Theme").SelectOptionAsync("dark");
        string dark = await GroundAsync(visit);
        await visit.Page.ReloadAsync();
        await Expect(visit.Heading).ToHaveTextAsync("Overview");

        Assert.NotEqual(light, dark);
        Assert.Equal(dark, await GroundAsync(visit));
    }

    private static Task<string> GroundAsync(PageVisit visit)
        => visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");

    /// <summary>All places, with a device that measured, a model, a rollout and an entry of the audit log to show.</summary>
    private async Task<string[]> FilledPlacesAsync(string name)
    {
        DdiDevice[] devices = await AddFieldAsync(name, 3);
        await PutAttributesAsync(devices[0], new()
        {
            ["denseedge.board"] = "orin-nano",
            ["denseedge.model"] = name,
            ["denseedge.version"] = "1.0",
            ["denseedge.health"] = "degraded",
            ["denseedge.latency_p50_ms"] = "18.2",
            ["denseedge.latency_p95_ms"] = "24.9",
            ["denseedge.temperature_c"] = "61.5",
            ["a.very.long.attribute.name.without.any.place.to.break.it"] = new string('x', 300),
        });
        await Node.PublishAsync(name, "1.0", "content"u8.ToArray());
        using FleetClient client = Node.Client(Node.Operator);
        RolloutView rollout = await client.CreateRolloutAsync(
            new NewRollout
            {
                Model = name,
                Version = "1.0",
                Filter = $"site={name}",
                Start = true,
                Groups = [new NewGroup { Name = "canary", Count = 1 }, new NewGroup { Percent = 100 }],
            },
            CancellationToken.None);
        await UpdateOneAsync(devices);
        return [.. Places.Select(place => place.Replace("{device}", devices[0].Id, StringComparison.Ordinal)
            .Replace("{rollout}", $"{rollout.Id}", StringComparison.Ordinal))];
    }

    private async Task<DdiDevice[]> AddFieldAsync(string site, int count)
    {
        DdiDevice[] devices = new DdiDevice[count];
        for (int index = 0; index < count; index++)
        {
            devices[index] = await Node.AddDeviceAsync($"{site}-{index}");
            await PutAttributesAsync(devices[index], new() { ["site"] = site });
        }

        return devices;
    }

    private static async Task PutAttributesAsync(DdiDevice device, Dictionary<string, string> attributes)
    {
        using HttpResponseMessage answer = await device.SendAsync(
            HttpMethod.Put, device.Path + "/configData", $$"""{"mode":"merge","data":{{JsonSerializer.Serialize(attributes)}}}""");
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Polls until one of the devices is offered an update, and does it.</summary>
    private static async Task<DdiDevice> UpdateOneAsync(DdiDevice[] devices)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        while (true)
        {
            foreach (DdiDevice device in devices)
            {
                if (await device.LinkAsync("deploymentBase") is { } link)
                {
                    JsonElement offered = await device.GetAsync(link);
                    long action = long.Parse(offered.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
                    await device.ReportAsync(action, "proceeding", "none");
                    await device.ReportAsync(action, "closed", "success");
                    return device;
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
        }
    }
}
