// Every word of the page, in both languages.

const TEXTS = {
  zh: {
    title: "本地信使",
    demo: "示例单位",
    demoTitle: "生成一套虚构的组织和一个多季度的记录",
    demoBegins: "正在生成，约需一分钟……",
    demoMade: "已生成，请以周敏的身份发送 /board",
    demoThere: "已有组织，没有再生成",
    language: "界面语言",
    actAs: "以谁的身份",
    chats: "聊天",
    unread: (count) => `${count} 条未读`,
    you: "我",
    members: (count) => `${count} 位成员`,
    bot: "机器人",
    actingAs: (name) => `以${name}的身份`,
    blocked: "已拉黑",
    notStarted: "尚未开始",
    botOutside: "机器人还不在群里",
    pickChat: "请从左侧选择身份和聊天",
    back: "返回聊天列表",
    chatMenu: "聊天菜单",
    messages: "消息",
    writeHere: "写消息…",
    writeGroup: "写消息，机器人只看得到命令和对它的回复",
    caption: "添加说明…",
    send: "发送",
    save: "保存修改",
    attach: "添加附件",
    photo: "图片",
    file: "文件",
    commands: "命令",
    commandsMenu: "命令菜单",
    start: "开始",
    aboutBot: "这个机器人能做什么？",
    noDescription: "点“开始”，向机器人问好。",
    restart: "恢复并重新开始",
    isBlocked: "您已拉黑机器人，它发不来消息",
    addBot: "把机器人拉进群",
    promoteBot: "设机器人为管理员",
    removeBot: "把机器人移出群",
    blockBot: "拉黑机器人",
    showMembers: "查看成员",
    memberList: "群成员",
    owner: "群主",
    administrator: "管理员",
    reply: "回复",
    edit: "编辑",
    forward: "转发",
    forwardTo: "转发到",
    copy: "复制文字",
    remove: "删除",
    retract: "撤回投票",
    replyTo: (name) => `回复 ${name}`,
    editing: "编辑消息",
    cancel: "取消",
    close: "关闭",
    ok: "知道了",
    edited: "已编辑",
    forwardedFrom: (name) => `转发自 ${name}`,
    via: (name) => `来自 @${name}`,
    messageMenu: "消息操作",
    someoneAdded: (name, bot) => `${name} 把${bot}拉进了群`,
    someoneRemoved: (name, bot) => `${name} 把${bot}移出了群`,
    kinds: { photo: "图片", document: "文件", poll: "投票", text: "" },
    notices: {
      new_chat_members: "机器人进群",
      left_chat_member: "机器人离群",
    },
    noMessages: "还没有消息",
    groupHint: "在群里，机器人只看得到命令（如 /ask）和对它的回复，看不到普通消息。",
    poll: { regular: "投票", quiz: "测验" },
    anonymous: "匿名",
    open: "公开",
    closed: "已结束",
    several: "可多选",
    vote: "投票",
    votes: (count) => `${count} 人投票`,
    noVotes: "还没有人投票",
    noAnswer: "机器人没有回应这次点按",
    copied: "已复制",
    clock: "机器人的时间",
    clockReal: "与实际时间一致",
    clockAhead: (span) => `比实际快 ${span}`,
    clockBehind: (span) => `比实际慢 ${span}`,
    days: (count) => `${count} 天`,
    hours: (count) => `${count} 小时`,
    minutes: (count) => `${count} 分钟`,
    adjust: "调时间",
    jump: {
      hour: "+1 小时",
      tomorrow: "明天 09:00",
      monday: "下周一 09:00",
      quarter: "季末前 10 天 09:00",
    },
    jumpTo: "跳到…",
    pickTime: "选择日期和时间",
    go: "跳转",
    backToNow: "回到现在",
    jumped: (when) => `时间已到 ${when}`,
    inlineResults: "内联结果",
    inlineNothing: "没有结果",
    inlineHint: "输入问题，从结果中选一条发出",
    failed: (reason) => `没有成功：${reason}`,
    offline: "与服务的连接断开，正在重连…",
    size: { byte: "字节", kilo: "KB", mega: "MB" },
    loading: "正在载入…",
    today: "今天",
    yesterday: "昨天",
    reveal: "显示隐藏文字",
  },
  en: {
    title: "Local messenger",
    demo: "Sample units",
    demoTitle: "Make a made-up tree with more than a quarter's history",
    demoBegins: "Making it; this takes about a minute …",
    demoMade: "Done: send /board as 周敏",
    demoThere: "There are organisations already; nothing was made",
    language: "Page language",
    actAs: "Act as",
    chats: "Chats",
    unread: (count) => `${count} unread`,
    you: "You",
    members: (count) => `${count} members`,
    bot: "bot",
    actingAs: (name) => `as ${name}`,
    blocked: "blocked",
    notStarted: "not started yet",
    botOutside: "the bot is not in this group",
    pickChat: "Choose who to be and a chat on the left",
    back: "Back to the chats",
    chatMenu: "Chat menu",
    messages: "Messages",
    writeHere: "Write a message…",
    writeGroup: "Write; the bot sees only commands and replies to it",
    caption: "Add a caption…",
    send: "Send",
    save: "Save the change",
    attach: "Attach",
    photo: "Picture",
    file: "File",
    commands: "Menu",
    commandsMenu: "Commands",
    start: "Start",
    aboutBot: "What can this bot do?",
    noDescription: "Press Start to greet the bot.",
    restart: "Unblock and restart",
    isBlocked: "You have blocked the bot; it cannot write to you",
    addBot: "Add the bot to the group",
    promoteBot: "Make the bot an administrator",
    removeBot: "Remove the bot from the group",
    blockBot: "Block the bot",
    showMembers: "Show members",
    memberList: "Members",
    owner: "owner",
    administrator: "admin",
    reply: "Reply",
    edit: "Edit",
    forward: "Forward",
    forwardTo: "Forward to",
    copy: "Copy text",
    remove: "Delete",
    retract: "Retract vote",
    replyTo: (name) => `Reply to ${name}`,
    editing: "Edit message",
    cancel: "Cancel",
    close: "Close",
    ok: "OK",
    edited: "edited",
    forwardedFrom: (name) => `Forwarded from ${name}`,
    via: (name) => `via @${name}`,
    messageMenu: "Message actions",
    someoneAdded: (name, bot) => `${name} added ${bot}`,
    someoneRemoved: (name, bot) => `${name} removed ${bot}`,
    kinds: { photo: "Picture", document: "File", poll: "Poll", text: "" },
    notices: {
      new_chat_members: "The bot was added",
      left_chat_member: "The bot was removed",
    },
    noMessages: "No messages yet",
    groupHint: "In a group the bot sees only commands such as /ask and replies to it, no other messages.",
    poll: { regular: "Poll", quiz: "Quiz" },
    anonymous: "anonymous",
    open: "public",
    closed: "closed",
    several: "several answers",
    vote: "Vote",
    votes: (count) => (count === 1 ? "1 vote" : `${count} votes`),
    noVotes: "No votes yet",
    noAnswer: "The bot did not answer this tap",
    copied: "Copied",
    clock: "The bot's time",
    clockReal: "real time",
    clockAhead: (span) => `${span} ahead`,
    clockBehind: (span) => `${span} behind`,
    days: (count) => (count === 1 ? "1 day" : `${count} days`),
    hours: (count) => (count === 1 ? "1 hour" : `${count} hours`),
    minutes: (count) => (count === 1 ? "1 minute" : `${count} minutes`),
    adjust: "Set time",
    jump: {
      hour: "+1 h",
      tomorrow: "Tomorrow 09:00",
      monday: "Monday 09:00",
      quarter: "Quarter end −10 days",
    },
    jumpTo: "Jump to…",
    pickTime: "Choose date and time",
    go: "Jump",
    backToNow: "Back to now",
    jumped: (when) => `It is now ${when}`,
    inlineResults: "Inline results",
    inlineNothing: "No results",
    inlineHint: "Type a question and send one of the results",
    failed: (reason) => `That did not work: ${reason}`,
    offline: "Connection lost, trying again…",
    size: { byte: "bytes", kilo: "KB", mega: "MB" },
    loading: "Loading…",
    today: "Today",
    yesterday: "Yesterday",
    reveal: "Show hidden text",
  },
};

const LOCALES = { zh: "zh-CN", en: "en-GB" };

let language = "zh";

/** The words of the present language. */
export function words() {
  return TEXTS[language];
}

/** "zh" or "en". */
export function presentLanguage() {
  return language;
}

/** Shows the page in this language from now on, after a reload too. */
export function setLanguage(chosen) {
  language = chosen in TEXTS ? chosen : "zh";
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  localStorage.setItem("messenger-language", language);
}

/** The language chosen last, else the browser's, else Chinese. */
export function rememberedLanguage() {
  const kept = localStorage.getItem("messenger-language");
  if (kept in TEXTS) return kept;
  return navigator.language.startsWith("en") ? "en" : "zh";
}

/** Formats seconds since 1970 in the bot's time zone. */
export function formatted(seconds, zone, options) {
  return new Intl.DateTimeFormat(LOCALES[language], { timeZone: zone, hourCycle: "h23", ...options }).format(
    new Date(seconds * 1000),
  );
}

/** The calendar day in the bot's time zone, as 2026-12-21. */
export function dayOf(seconds, zone) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date(seconds * 1000));
}

/** 2026年12月21日 周一, without the year where it goes without saying. */
export function longDay(seconds, zone, { year = true } = {}) {
  const weekday = formatted(seconds, zone, { weekday: "short" });
  const day = formatted(seconds, zone, {
    year: year ? "numeric" : undefined,
    month: language === "zh" ? "long" : "short",
    day: "numeric",
  });
  return language === "zh" ? `${day} ${weekday}` : `${weekday} ${day}`;
}

/** 21:05 */
export function hourMinute(seconds, zone) {
  return formatted(seconds, zone, { hour: "2-digit", minute: "2-digit" });
}

/** A date with its weekday, and the time. */
export function fullTime(seconds, zone) {
  return `${longDay(seconds, zone)} ${hourMinute(seconds, zone)}`;
}

/** "Today", "Yesterday", or the date; `now` in seconds. */
export function dayName(seconds, now, zone) {
  const day = dayOf(seconds, zone);
  if (day === dayOf(now, zone)) return words().today;
  if (day === dayOf(now - 86400, zone)) return words().yesterday;
  return longDay(seconds, zone, { year: day.slice(0, 4) !== dayOf(now, zone).slice(0, 4) });
}

/** The short date of the chat list: a time for today, else a day. */
export function shortDay(seconds, now, zone) {
  if (dayOf(seconds, zone) === dayOf(now, zone)) return hourMinute(seconds, zone);
  return formatted(seconds, zone, { month: "numeric", day: "numeric" });
}

/** 3.4 KB */
export function fileSize(bytes) {
  const { byte, kilo, mega } = words().size;
  if (bytes < 1024) return `${bytes} ${byte}`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} ${kilo}`;
  return `${(bytes / 1024 / 1024).toFixed(1)} ${mega}`;
}
