/*
 * small_city: a rulebook without faults for the tests of this folder; each
 * test changes one file of it. Included by tests only.
 */
#ifndef RULEBOOK_SMALL_CITY_H
#define RULEBOOK_SMALL_CITY_H

#include "rulebook/rulebook.h"

/* A rulebook without faults. Each test changes one file of it. */
static const char *const good[][2] = {
    { "settings.csv", "key,value,basis,basis_kind,valid_from,valid_to\n"
                      "region,370200,本市决定,local,,\n"
                      "pause_days,30,本市决定,local,,2025-12-31\n"
                      "pause_days,20,本市决定,local,2026-01-01,\n" },
    { "places.csv",
      "code,parent,kind,hans,hant,en,aliases,unit,basis,basis_kind,"
      "valid_from,valid_to\n"
      "370200,,city,青岛市,青島市,Qingdao,,,区划代码,law,,\n"
      "370202,370200,district,市南区,市南區,Shinan,南区,u_dist,区划代码,"
      "law,,\n"
      "370202001,370202,street,香港中路街道,,,港中路;香港中路,u_hk,"
      "区划代码,law,,\n"
      "370202001001,370202001,community,浮山所社区,,,,,区划代码,law,,\n" },
    { "units.csv",
      "code,kind,parent,hans,hant,en,leader,basis,basis_kind,valid_from,"
      "valid_to\n"
      "u_hot,hotline,,热线中心,,,主任,三定方案,local,,\n"
      "u_light,bureau,u_hot,路灯管理处,,,处长,三定方案,local,,\n"
      "u_dist,platform,u_hot,市南区平台,,,主任,三定方案,local,,\n"
      "u_hk,street,u_dist,香港中路街道办事处,,,主任,三定方案,local,,\n" },
    { "matters.csv",
      "code,parent,hans,hant,en,urgency,risk,clarity,difficulty,questions,"
      "basis,basis_kind,valid_from,valid_to\n"
      "city,,城市管理,,,1,1,1,1,,事项目录,local,,\n"
      "light,city,路灯,,,1,1,3,0,哪条路?;几盏?,事项目录,local,,\n"
      "noise,city,噪声,,,1,1,2,1,,事项目录,local,,\n" },
    { "words.csv",
      "word,kind,target,weight,basis,basis_kind,valid_from,valid_to\n"
      "路灯,matter,light,60,经验,design,,\n"
      "ＫＴＶ,matter,noise,40,经验,design,,\n"
      "触电,urgency,3,,经验,design,,\n"
      "法院已判决,exit,E2,,经验,design,,\n" },
    { "levels.csv",
      "level,urgency,risk,clarity,difficulty,basis,basis_kind,valid_from,"
      "valid_to\n"
      "L1,3,*,*,*,设计,design,,\n"
      "L2,0|1|2,2|3,*,*,设计,design,,\n"
      "L3,0|1|2,0|1,*,2|3,设计,design,,\n"
      "L4,0|1|2,0|1,*,0|1,设计,design,,\n" },
    { "dispatch.csv",
      "matter,place,lead,assisting,fallback,basis,basis_kind,valid_from,"
      "valid_to\n"
      "city,*,@street,,u_hot,清单,local,,\n"
      "light,*,u_light,@street;u_hk,,清单,local,,\n"
      "noise,370202,u_dist,,,清单,local,,\n"
      "noise,370202001,u_hk,,,清单,local,,\n" },
    { "deadlines.csv",
      "regime,level,step,count,unit,roll,warn_percent,basis,basis_kind,"
      "valid_from,valid_to\n"
      "hotline,*,dispatch,2,hour,no,,规范,local,,\n"
      "hotline,*,sign_in,4,hour,no,,规范,local,,\n"
      "hotline,*,object,1,workday,no,,规范,local,,\n"
      "hotline,*,rule,1,workday,no,,规范,local,,\n"
      "hotline,L1,contact,30,minute,no,50,规范,local,,\n"
      "hotline,*,contact,1,workday,no,50,规范,local,,\n"
      "hotline,*,feedback,5,workday,no,80,规范,local,,\n"
      "hotline,*,close,15,day,yes,80,规范,local,,\n"
      "hotline,*,second,5,workday,no,80,规范,local,,\n"
      "hotline,*,confer,3,workday,no,,规范,local,,\n"
      "hotline,*,assist,3,workday,no,,规范,local,,\n"
      "hotline,*,callback,3,workday,no,,规范,local,,\n"
      "hotline,*,review,10,workday,no,,规范,local,,\n"
      "hotline,*,archive,30,day,是,,规范,local,,\n" },
    { "escalation.csv",
      "level,step,count,unit,kind,to,basis,basis_kind,valid_from,valid_to\n"
      "L1,1,0,hour,remind,@leader,规范,local,,\n"
      "L1,2,4,hour,supervise,u_hot,规范,local,,\n" },
    { "exits.csv",
      "code,hans,hant,en,to,say_hans,say_hant,say_en,basis,basis_kind,"
      "valid_from,valid_to\n"
      "E1,急难险重,,Emergency,110,请拨打 110,,,条例,law,,\n"
      "E2,诉讼,,,人民法院,请依法诉讼,,,条例,law,,\n"
      "E3,纪检,,,12388,请拨打 12388,,,条例,law,,\n"
      "E4,信访,,,信访局,请依法信访,,,条例,law,,\n"
      "E5,秘密,,,保密局,不能受理,,,条例,law,,\n"
      "E6,违法,,,公安,不能受理,,,条例,law,,\n" },
    { "reasons.csv",
      "kind,code,hans,hant,en,basis,basis_kind,valid_from,valid_to\n"
      "return,not_ours,不属本单位职责,,,条例,law,,\n" },
    { "rights.csv",
      "command,role,relation,basis,basis_kind,valid_from,valid_to\n"
      "sign_in,officer,holder,规范,local,,\n"
      "register,operator,any,规范,local,,\n" },
    { "phrases.csv", "key,hans,hant,en\n"
                     "case.open,已受理,已受理,Open\n"
                     "purpose.handling,办理,,Handling\n" },
    { "calendar.csv", "date,kind,name,source\n"
                      "2026-01-01,year,2026,国办发明电〔2025〕7号\n"
                      "2026-10-01,off,国庆,国办发明电〔2025〕7号\n"
                      "2026-10-02,off,国庆,国办发明电〔2025〕7号\n"
                      "2026-10-10,work,国庆,国办发明电〔2025〕7号\n" },
    { "letters/reply.md", "# 答复\n\n{{citizen}}：\n" },
    { "README.md", "不是规则" },
    { "access.csv",
      "role,relation,action,purpose,fields,basis,basis_kind,valid_from,"
      "valid_to\n"
      "handler,holder,see,any,public;case,规范,local,,\n"
      "handler,lead,list,any,case,规范,local,,\n"
      "handler,lead,see,handling,texts;contact;relay,个保法 6,law,,\n"
      "operator,any,see,any,public,规范,local,,\n"
      "operator,any,list,any,public;case,规范,local,,2026-06-30\n"
      "system_admin,any,operate,any,server,规范,design,,\n"
      "auditor,any,audit,any,reads,规范,design,,\n" },
};

enum { FILES = sizeof(good) / sizeof(good[0]) };

struct city {
    struct arena *a;
    struct rulebook_file files[FILES];
    struct rulebook book;
    struct fault_list faults;
};

static inline int
open_city(void **state)
{
    struct arena *a = arena_open();
    struct city *c = arena_new(a, struct city);

    c->a = a;
    c->faults.a = a;
    for (size_t i = 0; i < FILES; i++)
        c->files[i] =
            (struct rulebook_file){ str_of(good[i][0]), str_of(good[i][1]) };
    *state = c;
    return 0;
}

static inline int
close_city(void **state)
{
    struct city *c = *state;

    arena_close(c->a);
    return 0;
}

static inline bool
read_city(struct city *c)
{
    return rulebook_read(c->a, c->files, FILES, &c->book, &c->faults);
}

#endif
